"""Refusals in the reader's words: what is the matter, and what to do. Rooms raise names and facts, pages say this."""

from typing import Any

from django.forms import BaseForm
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pointdesk.kit.errors import DomainError, InvalidInput, NotAllowed, NotFound

SENTENCES: dict[str, Any] = {
    # kit
    "NotAllowed": _("You do not have the right to do this. Ask an administrator."),
    "NotFound": _("There is nothing here by that name. It may have been moved."),
    "InvalidPoints": _("Please give a whole number of points from %(least)s to %(most)s."),
    "InvalidInput": _("Please check what you wrote: it cannot be taken as it is."),
    # prices
    "UnknownItem": _("The price list of this ticket has no such item. Choose one that it has."),
    "ItemNeedsQuote": _("This item is priced upon request: offer a quote instead."),
    "PriceOnlyGoesDown": _("The price can only go down now: it is %(price)s points, you asked for %(wanted)s."),
    "CallerNotVerified": _("No caller about this ticket has been verified. Ask for the support PIN first."),
    "BugIsFree": _("This is our bug, so it costs nothing. Take that verdict back before setting a price."),
    "NotABug": _("This ticket is not marked as our bug."),
    "ChargeSettled": _("The ticket is closed. Reopen it first."),
    "ChargeMerged": _("This ticket was merged into %(into)s. Set the price there."),
    "ChargeMoved": _("The customer was merged with another at this very moment. Please try again."),
    "ChargeNotMerged": _("There is no merge to undo."),
    "StalePrice": _("The price has changed meanwhile. Look at the new one and decide again."),
    "NoOpenQuote": _("There is nothing to answer any more: the question was answered or taken back."),
    "StaleOffer": _("The price has changed meanwhile. Look at the new offer and answer that."),
    "QuoteLapsed": _("This quote was valid through %(valid_until)s. Ask for a new one."),
    "UrgentNotOffered": _("Urgent tickets are not offered."),
    "ReviewAlreadyOpen": _("This price is being reconsidered already. You will hear from us."),
    "NothingToReview": _("Nothing was charged here that could be reconsidered."),
    "DeciderIsPricer": _("You have priced this ticket yourself. Someone else decides about its price."),
    # points
    "NotEnoughPoints": _("%(needed)s points are needed and %(available)s are available."),
    "WalletOnHold": _("This account owes points from a purchase that was charged back. Settle that first."),
    "WalletMoved": _("The points were moved to another account. Use that one."),
    "NotHeld": _("The ticket holds %(held)s points; %(asked)s cannot be returned."),
    "SameKeyOtherRequest": _("This form was sent before with other content. Open the page again and repeat it there."),
    # tickets
    "TicketClosed": _("The ticket is closed. You can reopen it until %(reopen_until)s."),
    "ReopenTooLate": _("The ticket could be reopened until %(last_day)s. Please open a new one; we link it to this."),
    "TicketUnpriced": _("Nobody has said yet what this ticket costs. Set a price first; a free one is 0."),
    "TicketTaken": _("%(assignee)s has taken this ticket meanwhile."),
    "ThreadChanged": _("%(author)s wrote while you were writing. Nothing was sent: read it, then send again."),
    "TicketMerged": _("This ticket was merged into #%(into)s. Go on there."),
    "HoldsMerged": _("Other tickets were merged into this one. Undo that first."),
    "NotMerged": _("This ticket was not merged."),
    "DifferentCustomers": _("These tickets belong to different customers."),
    # calls
    "WrongPin": _("That is not the PIN. Tries left before it is locked: %(tries_left)s."),
    "PinLocked": _("Too many wrong PINs: it is locked. The person makes a new one in the portal, signed in."),
    "NoPin": _("This person has no PIN yet: they find one in the portal, signed in."),
    "OtherCaller": _("That is another customer's: somebody else's call is a call of its own."),
    # bugs
    "BugConfirmed": _("%(bug)s is confirmed and has returned points. Take the verdict back ticket by ticket."),
    "BugNotConfirmed": _("%(bug)s is not confirmed yet. Do that first."),
    "OtherLine": _("%(bug)s is a bug of %(bug_line)s, ticket #%(ticket)s is about %(ticket_line)s."),
    "PatchExists": _("There is a patch of %(bug)s for %(version)s already. Give a better one a version of its own."),
    # files
    "FileTooLarge": _("The file is too large. The limit is %(most)s."),
    "EmptyFile": _("The file “%(name)s” is empty."),
    "ContentMissing": _("The file's content cannot be read at the moment. Please tell us."),
    # sales
    "UnreadableReport": _("The order cannot be read: %(problem)s."),
    "LineChanged": _("Order %(order)s was reported before with another product in line %(line)s."),
    "NoNewcomerHeld": _("There is nothing to decide about this customer."),
    "NewcomerAlreadyDecided": _("This was decided already: %(verdict)s."),
    # catalog
    "UnknownPack": _("There is no pack %(pack)s on sale."),
    "NoPriceList": _("No price list is in force on that day."),
    "DateInThePast": _("The day lies in the past. Choose today or a later one."),
    "LaterVersionPlanned": _("A version is planned from %(in_force_from)s already. Choose a later day."),
    "AlreadyInForce": _("This version is in force already and cannot be changed. Publish a new one."),
    "PackPointsFixed": _("This pack was sold before: its points stay. Make a new pack instead."),
    # people
    "PersonExists": _("A person with the e-mail %(email)s is there already."),
    "LastOwner": _("Every customer keeps at least one owner. Make someone else an owner first."),
    "SignsInElsewhere": _("%(email)s signs in for another customer already."),
    "PersonInactive": _("This person is not active any more."),
    "AlreadyMerged": _("This customer was merged already."),
}
"""By the name of the error. What is missing here is said with its bare name, and a test names it."""

PROBLEMS: dict[str, Any] = {
    "missing": _("Please fill this in."),
    "too_short": _("This is too short."),
    "too_long": _("This is too long."),
    "too_many": _("These are too many."),
    "line_break": _("This must be one line."),
    "nul": _("This has a character that cannot be stored."),
    "past": _("This day is over. Choose today or a later one."),
    "too_far": _("This day is too far ahead. Choose an earlier one."),
    "same_ticket": _("This is the ticket itself. Give another number."),
    "all_of_them": _("At least one message stays with the first ticket."),
}
"""By the problem of an InvalidInput, for the field that it names."""


def sentence(error: DomainError) -> str:
    """The refusal in the reader's language, with its facts."""
    words = SENTENCES.get(error.code)
    if words is None:
        return gettext("This cannot be done: %(code)s.") % {"code": error.code}
    return str(words) % {name: _shown(name, fact) for name, fact in error.facts().items()}


def _shown(name: str, fact: Any) -> Any:
    if hasattr(fact, "isoformat"):
        return date_format(fact, "j E Y")
    return _size(fact) if name in ("most", "size") and isinstance(fact, int) and fact >= 2**20 else fact


def _size(octets: int) -> str:
    return f"{octets // 2**20} MB"


class refusing:
    """Say a refusal as an error of the form, so that the page is shown again with everything that was typed.

    What a rule says about a field of the form stands at that field. "Not found" and "not allowed" are no matter of the
    form: they go on to the middleware.
    """

    def __init__(self, form: BaseForm) -> None:
        self.form = form

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        """Take the refusals that the form can say; a class, so that type checkers know that some are taken."""
        if not isinstance(error, DomainError) or isinstance(error, NotFound | NotAllowed):
            return False
        if isinstance(error, InvalidInput) and error.field in self.form.fields and error.problem in PROBLEMS:
            self.form.add_error(error.field, str(PROBLEMS[error.problem]))
        else:
            self.form.add_error(None, sentence(error))
        return True
