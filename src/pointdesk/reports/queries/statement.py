"""A statement in the customer's words: what happened, to what, and why. Never a number without its reason."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pointdesk.catalog.queries import price_list
from pointdesk.charges.queries import HistoryLine, moved_steps
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.ledger.rules.kinds import EntryKind, LotKind, Origin
from pointdesk.ledger.rules.views import StatementLine
from pointdesk.reports.queries.price_steps import item_names, items_said
from pointdesk.tickets.queries import titles


@dataclass(frozen=True)
class StatementRow:
    """One movement. `number` is the ticket's, if it is about one; `hash` is empty for what is not booked yet."""

    seq: int | None
    day: date
    what: str
    number: int | None
    detail: str
    points: int
    balance: int
    hash: str


def rows_of(lines: list[StatementLine], by: Actor, zone: ZoneInfo) -> list[StatementRow]:
    """The lines in words, in their order; tickets by name, and with what was charged, where `by` may see them.

    Two queries, and one for each version of the price list that they rest on.
    """
    numbers = {
        int(x.subject.id) for x in lines if x.subject and x.subject.kind == "ticket" and x.subject.id.isdecimal()
    }
    names = titles(by, numbers) if numbers else {}
    reasons = _reasons([str(number) for number in names])
    return [_row(line, names, reasons, zone) for line in lines]


def lot_name(origin: Origin) -> str:
    """What a lot of that origin is, in words."""
    return {
        Origin.PURCHASE: _("Bought points"),
        Origin.WELCOME: _("Welcome gift"),
        Origin.GOODWILL: _("Given by us"),
        Origin.ADJUSTMENT: _("Corrected by us"),
        Origin.OPENING: _("Opening balance"),
    }[origin]


Reasons = dict[tuple[str, datetime, int], str]
"""What was charged or given back for, by ticket, moment and points gained."""


def _reasons(references: list[str]) -> Reasons:
    """For what points moved, from the histories of the tickets' prices."""
    steps = moved_steps(references)
    language = get_language() or "en"
    lists = {list_id: item_names(price_list(list_id), language) for list_id in {step.price_list_id for step in steps}}
    return {
        (s.reference, s.line.at, s.line.charged_before - s.line.charged_after): _for_what(
            s.line, lists[s.price_list_id]
        )
        for s in steps
    }


def _for_what(line: HistoryLine, names: dict[str, str]) -> str:
    """Level 2, by phone; where the price was another before: price 25 → 40, Level 3."""
    parts = [line.offer_text or items_said(line.items, line, names)]
    if line.charged_before and line.new_price:
        parts.insert(0, _("price %(old)s → %(new)s") % {"old": line.charged_before, "new": line.charged_after})
    return ", ".join(part for part in parts if part)


def _row(line: StatementLine, names: dict[int, str], reasons: Reasons, zone: ZoneInfo) -> StatementRow:
    ticket = line.subject.id if line.subject and line.subject.kind == "ticket" else ""
    number = int(ticket) if ticket.isdecimal() else None
    title = names.get(number, "") if number else ""
    return StatementRow(
        seq=line.seq,
        day=day_of(line.at, zone),
        what=f"#{number} {title}".strip() if number else _happened(line),
        number=number if title else None,
        detail=_detail(line, reasons.get((ticket, line.at, line.points), "")) if number else _why(line),
        points=line.points,
        balance=line.balance,
        hash=line.hash,
    )


def _happened(line: StatementLine) -> str:
    """What a movement is that belongs to no ticket."""
    if line.kind is EntryKind.PURCHASE:
        return _("Bought %(points)s points") % {"points": line.points}
    if line.kind is EntryKind.GIFT and any(p.origin is Origin.WELCOME for p in line.portions):
        return _("Welcome gift")
    if line.kind is EntryKind.TRANSFER and line.points > 0:
        return _("Received from another customer")
    words = {
        EntryKind.GIFT: _("Points given by us"),
        EntryKind.EXPIRY: _("Expired"),
        EntryKind.CANCELLATION: _("Cancelled"),
        EntryKind.TRANSFER: _("Moved to another customer"),
        EntryKind.RETURN: _("Returned"),
        EntryKind.CHARGE: _("Charged"),
        EntryKind.ARREARS: _("Points owed"),
    }
    return words.get(line.kind) or (_("Corrected by us") if line.points else _("Last day moved"))


def _detail(line: StatementLine, for_what: str) -> str:
    """What was done to a ticket's price, and why."""
    points = {"points": abs(line.points)}
    if line.kind is EntryKind.CHARGE:
        words, reason = _("Charged %(points)s points") % points, for_what
        if line.reason == "served":
            waited = _("they had been waited for")
            reason = f"{for_what}; {waited}" if for_what else waited
    else:
        words = _("Returned %(points)s points") % points
        reason = (
            {
                "bug": _("it was our bug"),
                "own_fault": _("it was our fault"),
                "review_decided": _("the price was reconsidered"),
                "merged": _("the ticket was merged with another"),
                "delivery": _("given online, not by phone"),
            }.get(line.reason)
            or for_what
            or _("the price was lowered")
        )
    return f"{words}: {reason}" if reason else words


def _why(line: StatementLine) -> str:
    if line.note:
        return line.note
    lot = line.portions[0] if line.portions else None
    if lot is None:
        return ""
    day = date_format(lot.last_valid_day, "j E Y")
    match line.kind:
        case EntryKind.EXPIRY:
            return _("Their last day was %(day)s") % {"day": day}
        case EntryKind.CANCELLATION:
            return _("The purchase was paid back")
    free = _("free") if lot.kind is LotKind.FREE else _("paid")
    return _("%(kind)s, last day %(day)s") % {"kind": free, "day": day}
