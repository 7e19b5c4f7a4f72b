from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from uuid import uuid4

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pointdesk.catalog.queries import price_list
from pointdesk.charges.permissions import may_price
from pointdesk.charges.queries import (
    ChargeView,
    OfferView,
    charge_view,
    history,
    rehearse_price,
    rehearse_quote,
    rehearse_return,
    rehearse_reversal,
)
from pointdesk.charges.rules import Basis, Delivery, OfferKind, ReviewState
from pointdesk.desk.pages.effects import Effect, effect_of
from pointdesk.desk.pages.items import ItemChoice, item_choice
from pointdesk.kit.actors import Actor
from pointdesk.ledger.queries import is_on_hold
from pointdesk.reports.queries import StepRow, points_said, steps_of
from pointdesk.tickets.models import Ticket
from pointdesk.vendor.queries import policies


@dataclass(frozen=True)
class Draft:
    """A price as an agent puts it together: items as (code, quantity), how the support is given, why."""

    items: tuple[tuple[str, int], ...] = ()
    delivery: Delivery = Delivery.ONLINE
    urgent: bool = False
    reason: str = ""
    several: bool = False

    @property
    def mark(self) -> str:
        """All that the price depends on, in a line: what was rehearsed is what is set."""
        items = ",".join(f"{code}:{quantity}" for code, quantity in self.items)
        return ";".join(part for part in (items, self.delivery.value, "urgent" if self.urgent else "") if part)


@dataclass(frozen=True)
class QuoteDraft:
    """A quote as an agent puts it together; `points` and the day as they were typed until they can be read."""

    points: int | None = None
    text: str = ""
    valid_until: date | None = None

    @property
    def mark(self) -> str:
        """As `Draft.mark`."""
        return f"quote:{self.points or ''}"


@dataclass(frozen=True)
class Standing:
    """Something about the price that is open or decided; `tone` as an alert's. `quoted` are somebody's own words."""

    tone: str
    text: str
    quoted: str = ""


@dataclass(frozen=True)
class PricePanel:
    """What a ticket costs, what it would cost, and every step that led there.

    `draft` is what the form shows, `effect` what it would do, once something was chosen; `quote` and `quote_effect` the
    same for a quote. `take_back` is what sets the present price again in place of an open question. `problems` are what
    is wrong with what was sent. `step` and `key` go with every form.
    """

    number: int
    charge: ChargeView
    list_date: date
    may_price: bool
    may_set: bool
    may_return: bool
    is_bug: bool
    is_closed: bool
    merged: bool
    charged: int
    choice: ItemChoice
    draft: Draft
    urgent_offered: bool
    phone_multiplier: int
    urgent_multiplier: int
    effect: Effect | None
    quote: QuoteDraft
    quote_effect: Effect | None
    standing: tuple[Standing, ...]
    take_back: Draft | None
    steps: tuple[StepRow, ...]
    step: int
    key: str
    today: date
    problems: tuple[str, ...] = ()
    quote_problems: tuple[str, ...] = ()

    @property
    def quote_opens(self) -> bool:
        """Whether the quote's form stands open: somebody is making one."""
        return self.quote != QuoteDraft() or bool(self.quote_problems)


@dataclass(frozen=True)
class PricePage:
    """The panel on a page of its own."""

    number: int
    subject: str
    customer: str
    panel: PricePanel


@dataclass(frozen=True)
class ReturnPage:
    """ "Our fault" before it is said: what comes back."""

    number: int
    subject: str
    customer: str
    effect: Effect


@dataclass(frozen=True)
class ReversalPage:
    """ "Not a bug" before it is said: the items that the ticket is priced by again."""

    number: int
    subject: str
    customer: str
    choice: ItemChoice
    draft: Draft
    effect: Effect | None
    key: str
    problems: tuple[str, ...]


def build_price_panel(
    ticket: Ticket,
    by: Actor,
    now: datetime,
    *,
    draft: Draft | None = None,
    quote: QuoteDraft | None = None,
    several: bool = False,
    problems: tuple[str, ...] = (),
) -> PricePanel:
    """The price of a ticket as `by` reads it at its side; with a draft, or a quote, played through."""
    charge, rules = charge_view(ticket.charge_id, now=now), policies()
    prices = price_list(charge.price_list_id)
    present = _present(charge)
    shown, quoted = draft or present, quote or QuoteDraft()
    prices_it = may_price(by) and charge.merged_into is None
    return PricePanel(
        number=ticket.number,
        charge=charge,
        list_date=prices.in_force_from,
        may_price=prices_it,
        may_set=prices_it and not charge.is_bug,
        may_return=prices_it and charge.basis not in (Basis.BUG, Basis.OWN_FAULT),
        is_bug=charge.is_bug,
        is_closed=charge.settled_at is not None,
        merged=charge.merged_into is not None,
        charged=charge.charged,
        choice=item_choice(prices, shown.items, several=several or shown.several),
        draft=shown,
        urgent_offered=rules.urgent_offered or charge.urgent,
        phone_multiplier=prices.phone_multiplier,
        urgent_multiplier=prices.urgent_multiplier,
        effect=_effect(charge, draft, now) if draft else None,
        quote=quoted,
        quote_effect=_quote_effect(charge, quoted, now) if quoted.points else None,
        standing=tuple(_standing(charge)),
        take_back=_taken_back(charge, present) if prices_it else None,
        steps=tuple(
            steps_of(history(charge.id), prices, language=get_language() or "en", offer=charge.open_offer)
        ),
        step=charge.step,
        key=uuid4().hex,
        today=now.astimezone(rules.zone).date(),
        problems=() if quote else problems,
        quote_problems=problems if quote else (),
    )  # fmt: skip


def build_price(ticket: Ticket, panel: PricePanel) -> PricePage:
    """The page that carries the panel alone."""
    return PricePage(ticket.number, ticket.subject, ticket.customer.name, panel)


def build_own_fault(ticket: Ticket, now: datetime) -> ReturnPage:
    """What "our fault" would return."""
    charge = charge_view(ticket.charge_id, now=now)
    rehearse = partial(rehearse_return, charge_id=charge.id, now=now, own_fault=True)
    effect = effect_of(rehearse, charge, now, mark="")
    return ReturnPage(ticket.number, ticket.subject, ticket.customer.name, effect)


def build_reversal(
    ticket: Ticket, now: datetime, *, draft: Draft | None = None, problems: tuple[str, ...] = ()
) -> ReversalPage:
    """What the ticket would cost if it were not our bug."""
    charge = charge_view(ticket.charge_id, now=now)
    shown = draft or Draft()
    effect = None
    if shown.items:
        rehearse = partial(rehearse_reversal, charge_id=charge.id, items=shown.items, now=now)
        effect = effect_of(rehearse, charge, now, mark=shown.mark)
    return ReversalPage(
        number=ticket.number,
        subject=ticket.subject,
        customer=ticket.customer.name,
        choice=item_choice(price_list(charge.price_list_id), shown.items, several=shown.several),
        draft=shown,
        effect=effect,
        key=uuid4().hex,
        problems=problems,
    )


def _present(charge: ChargeView) -> Draft:
    """What the form shows before anybody has touched it: the items asked about, else those of the present price."""
    lines = charge.items if charge.basis is Basis.ITEMS else ()
    if charge.open_offer is not None and charge.open_offer.kind is OfferKind.QUESTION:
        lines = charge.open_offer.items
    items = tuple((line.item, line.quantity) for line in lines)
    return Draft(items=items, delivery=charge.delivery, urgent=charge.urgent)


def _taken_back(charge: ChargeView, present: Draft) -> Draft | None:
    """The present price, to be set again: that closes an open question. Only items can be set so."""
    if charge.open_offer is None or charge.basis is not Basis.ITEMS:
        return None
    return replace(present, items=tuple((line.item, line.quantity) for line in charge.items))


def _effect(charge: ChargeView, draft: Draft, now: datetime) -> Effect | None:
    if not draft.items:
        return None
    rehearse = partial(
        rehearse_price, charge_id=charge.id, items=draft.items, delivery=draft.delivery, urgent=draft.urgent, now=now
    )
    return effect_of(rehearse, charge, now, mark=draft.mark, delivery=draft.delivery)


def _quote_effect(charge: ChargeView, quote: QuoteDraft, now: datetime) -> Effect:
    rehearse = partial(rehearse_quote, charge_id=charge.id, points=quote.points or 0, now=now)
    return effect_of(rehearse, charge, now, mark=quote.mark, delivery=Delivery.ONLINE)


def _standing(charge: ChargeView) -> Iterator[Standing]:
    """What is open about the price, and what keeps it from moving."""
    if charge.merged_into is not None:
        yield Standing("", _("This ticket was merged into another, which has the price of both."))
    if charge.is_bug:
        yield Standing("accent", _("It is our bug: everything was returned, and it costs nothing."))
    elif charge.basis is Basis.OWN_FAULT:
        yield Standing("accent", _("It was our fault: everything was returned."))
    if charge.open_offer is not None:
        yield _offered(charge.open_offer)
    if charge.waiting_since is not None:
        yield _waits(charge)
    if charge.review is not None and charge.review.state is ReviewState.OPEN:
        text = _("%(name)s asks to reconsider the price. Until that is decided it can only go down.")
        yield Standing("amber", text % {"name": charge.review.asked_by}, charge.review.request)
    elif charge.settled_at is not None and not charge.is_bug:
        yield Standing("", _("The ticket is closed: its price can only go down."))


def _offered(offer: OfferView) -> Standing:
    points = points_said(offer.points)
    if offer.valid_until is None:
        return Standing("amber", _("Asked: %(points)s. The customer has not answered yet.") % {"points": points})
    words = {"points": points, "day": date_format(offer.valid_until, "j E Y")}
    if offer.lapsed:
        return Standing("amber", _("The quote of %(points)s lapsed on %(day)s.") % words, offer.text)
    return Standing("amber", _("Quoted: %(points)s, valid through %(day)s.") % words, offer.text)


def _waits(charge: ChargeView) -> Standing:
    if is_on_hold(charge.wallet_id):
        return Standing("amber", _("Waits until what the account owes is settled."))
    return Standing(
        "amber", _("Waits for %(points)s, and is charged by itself as soon as they come.")
        % {"points": points_said(charge.waiting_for)},
    )  # fmt: skip
