"""What a price would do, in the agent's words, before it is done: never a number without its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.charges.queries import ChargeView, Rehearsal
from pointdesk.charges.rules import Delivery
from pointdesk.kit.errors import DomainError
from pointdesk.ledger.queries import lots
from pointdesk.ledger.rules import Portion
from pointdesk.reports.queries import points_said
from pointdesk.ui.refusals import sentence


@dataclass(frozen=True)
class Effect:
    """A rehearsed price. `figure` is the price, `headline` what it was and why it is so, `wallet` the points before and
    after, `details` what else comes of it; `button` says what pressing it does, "" where there is nothing to do. `mark`
    is what was rehearsed, so that nothing else is done. Where it is refused, `refusal` is all there is."""

    mark: str
    figure: int = 0
    headline: str = ""
    wallet: str = ""
    details: tuple[str, ...] = ()
    button: str = ""
    warns: bool = False
    refusal: str = ""


def effect_of(
    rehearse: Callable[[], Rehearsal], charge: ChargeView, now: datetime, *, mark: str, delivery: Delivery | None = None
) -> Effect:
    """Play the price through and say what comes of it; `delivery` is how the support would be given."""
    try:
        told = rehearse()
    except DomainError as refusal:
        return Effect(mark=mark, refusal=sentence(refusal))
    return Effect(
        mark=mark,
        figure=told.price,
        headline=_headline(told, charge, delivery or charge.delivery),
        wallet=f"{told.balance} → {told.balance_after}" if told.balance != told.balance_after else "",
        details=tuple(_details(told, charge, now)),
        button=_button(told),
        warns=told.asks or told.waits,
    )


def _headline(told: Rehearsal, charge: ChargeView, delivery: Delivery) -> str:
    if not told.is_new:
        return _("This is the price already")
    way = _("by phone") if delivery is Delivery.PHONE and told.multiplier > 1 else ""
    limit = _("within the limit") if charge.agreed_up_to and not told.asks and told.price else ""
    change = f"{told.old} → {told.price}" if told.old is not None else _("First price")
    return ", ".join(part for part in (" ".join(part for part in (change, way) if part), limit) if part)


def _details(told: Rehearsal, charge: ChargeView, now: datetime) -> list[str]:
    if not told.is_new:
        return []
    if told.asks:
        return [_asking(told, charge)]
    if told.waits:
        return list(_waiting(told))
    said = _lots(told, charge.wallet_id, now)
    if told.settles:
        said.append(_("%(points)s settle what the account owes") % {"points": points_said(told.settles)})
    if told.others:
        said.append(_("%(points)s go on to tickets that wait") % {"points": points_said(told.others)})
    return said


def _asking(told: Rehearsal, charge: ChargeView) -> str:
    if charge.agreed_up_to is None:
        return _("The customer is asked; nothing is charged until they accept.")
    if charge.agreed_up_to == 0:
        return _("The customer wants to know the price first: they will be asked.")
    return _("Above the %(points)s that the customer agreed to: they will be asked.") % {
        "points": points_said(charge.agreed_up_to)
    }


def _waiting(told: Rehearsal) -> Iterator[str]:
    if told.owes:
        yield _(
            "The account owes %(points)s for a purchase that was charged back: until that is settled the ticket waits."
        ) % {"points": points_said(told.owes)}
    if told.waiting_for:
        yield _missing(told)


def _missing(told: Rehearsal) -> str:
    missing = ngettext(
        "%(points)s point is missing: the ticket will wait.", "%(points)s points are missing: the ticket will wait.",
        told.waiting_for,
    ) % {"points": told.waiting_for}  # fmt: skip
    if told.waiting_for > told.price - told.balance and told.price <= told.balance:
        older = _("Older tickets come first.")
        return f"{missing} {older}"
    return missing


def _lots(told: Rehearsal, wallet_id: int, now: datetime) -> list[str]:
    """Which lots give the points or get them back."""
    if told.takes:
        left = {lot.number: lot.points for lot in lots(wallet_id, now)}
        return [_taken(portion, left.get(portion.lot_number, portion.points)) for portion in told.portions]
    return [
        _("Returns %(points)s, to be used by %(day)s") % {"points": points_said(portion.points), "day": _day(portion)}
        for portion in told.portions
    ]


def _taken(portion: Portion, left: int) -> str:
    words = {"points": portion.points, "left": left, "day": _day(portion)}
    if portion.points == left:
        return _("Takes the %(points)s that expire on %(day)s") % words
    return _("Takes %(points)s of the %(left)s that expire on %(day)s") % words


def _day(portion: Portion) -> str:
    return date_format(portion.last_valid_day, "j E Y")


def _button(told: Rehearsal) -> str:
    if not told.is_new:
        return ""
    if told.asks:
        return _("Ask for %(points)s") % {"points": points_said(told.price)}
    if told.waits:
        return _("Set %(points)s, to wait") % {"points": points_said(told.price)}
    if told.returns:
        return _("Return %(points)s") % {"points": points_said(told.returns)}
    if not told.takes:
        return _("Set %(points)s") % {"points": points_said(told.price)}
    if told.takes < told.price:
        return ngettext("Charge %(points)s more point", "Charge %(points)s more points", told.takes) % {
            "points": told.takes
        }
    return _("Charge %(points)s") % {"points": points_said(told.price)}
