"""What a ticket costs, step by step, in words for both sides: never a number without its reason, who and when (P18)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.catalog.rules import PriceListView, said
from pointdesk.charges.queries import HistoryLine, OfferView
from pointdesk.charges.rules import Delivery, Line, StepKind
from pointdesk.kit.actors import ActorKind

_ANSWERS = (StepKind.ACCEPTED, StepKind.DECLINED)
_UNSEEN = (StepKind.OPENED, StepKind.SPLIT, StepKind.MOVED)
_PRICING = (
    StepKind.PRICED, StepKind.DELIVERY, StepKind.URGENCY, StepKind.QUOTED, StepKind.ACCEPTED, StepKind.BUG_REVERSED,
    StepKind.UNMERGED,
)  # fmt: skip
"""Steps whose items explain the price."""


@dataclass(frozen=True)
class StepRow:
    """One step as it is drawn: `state` of the component, the price after it, what it changed, why, who and when.

    `moved` says that points came or went, which the conversation tells too; `answer` what the customer answered, ""
    where it is no answer; `is_open` that it is the open question.
    """

    state: str
    figure: int
    change: int
    title: str
    reason: str
    by: str
    at: datetime
    moved: bool
    answer: str
    is_open: bool


def steps_of(
    lines: list[HistoryLine], prices: PriceListView, *, language: str, offer: OfferView | None
) -> list[StepRow]:
    """The history of a price, oldest first; what changed nothing that the customer pays is left out.

    `offer` is the open one: the latest question put it, and it may be a quote that has lapsed.
    """
    asking = [line.number for line in lines if _asks(line)]
    open_number = asking[-1] if asking and offer else 0
    names = item_names(prices, language)
    rows = []
    for line in lines:
        is_open = line.number == open_number
        if _asks(line):
            drawn = _question(line, to_answer=is_open and offer is not None and not offer.lapsed)
        else:
            drawn = _step(line)
        if drawn is not None:
            rows.append(_row(line, *drawn, names, is_open=is_open))
    return rows


def points_said(points: int) -> str:
    """25 points, 1 point."""
    return ngettext("%(points)s point", "%(points)s points", points) % {"points": points}


def item_names(prices: PriceListView, language: str) -> dict[str, str]:
    """The items of a price list by their codes, as people of that language call them."""
    return {item.code: said(item.names, language) for item in prices.items}


def items_said(items: tuple[Line, ...], line: HistoryLine, names: dict[str, str]) -> str:
    """Level 2 × 2, by phone: the items of a step with what it was given by; empty without items."""
    if not items:
        return ""
    named = ((names.get(item.item, item.item), item.quantity) for item in items)
    parts = [f"{name} × {quantity}" if quantity > 1 else name for name, quantity in named]
    if line.delivery is Delivery.PHONE:
        parts.append(_("by phone"))
    if line.urgent:
        parts.append(_("urgent"))
    return ", ".join(parts)


def _row(line: HistoryLine, state: str, title: str, names: dict[str, str], *, is_open: bool) -> StepRow:
    asks = _asks(line)
    old, new = line.old_price or 0, line.new_price or 0
    figure = (line.asked or 0) if asks else new
    change = figure - new if asks and new else new - old if line.old_price is not None else 0
    by = _moment(line.at) if line.by_kind is ActorKind.SYSTEM else f"{line.by_label} · {_moment(line.at)}"
    return StepRow(
        state=state, figure=figure, change=change, title=title, reason=_reason(line, names), by=by, at=line.at,
        moved=line.charged_after != line.charged_before, answer=_answer(line), is_open=is_open,
    )  # fmt: skip


def _answer(line: HistoryLine) -> str:
    """Anna accepted 25 points."""
    words = {"name": line.by_label, "points": points_said(line.asked or 0)}
    if line.kind is StepKind.ACCEPTED:
        return _("%(name)s accepted %(points)s") % words
    return _("%(name)s declined %(points)s") % words if line.kind is StepKind.DECLINED else ""


def _moment(at: datetime) -> str:
    """When it was, as a conversation says it: 18 January, 10:42."""
    return date_format(localtime(at), "j E, H:i")


def _asks(line: HistoryLine) -> bool:
    return line.asked is not None and line.kind not in _ANSWERS


def _question(line: HistoryLine, *, to_answer: bool) -> tuple[str, str] | None:
    points = points_said(line.asked or 0)
    if line.kind is StepKind.QUOTED:
        return ("asked" if to_answer else "said"), _("Our quote: %(points)s") % {"points": points}
    if not to_answer:
        return "said", _("Asked: %(points)s") % {"points": points}
    if line.new_price:
        return "asked", _("May we go on at %(points)s?") % {"points": points}
    return "asked", _("May we do this for %(points)s?") % {"points": points}


def _step(line: HistoryLine) -> tuple[str, str] | None:
    """The state and the title of a step that puts no question; None where nothing changed for the customer."""
    if line.kind in _UNSEEN:
        return None
    tell = _TOLD.get(line.kind, _priced)
    return tell(line)


def _declined(line: HistoryLine) -> tuple[str, str]:
    return "closed", _("Declined: %(points)s") % {"points": points_said(line.asked or 0)}


def _settled(line: HistoryLine) -> tuple[str, str]:
    if not line.charged_after:
        return "closed", _("Closed, nothing charged")
    return "closed", _("Closed at %(points)s") % {"points": points_said(line.charged_after)}


def _reopened(line: HistoryLine) -> tuple[str, str]:
    return "closed", _("Opened again, at no cost")


def _review_asked(line: HistoryLine) -> tuple[str, str]:
    return "said", _("Asked to reconsider %(points)s") % {"points": points_said(line.new_price or 0)}


def _review_decided(line: HistoryLine) -> tuple[str, str]:
    if line.new_price == line.old_price:
        return "closed", _("Reconsidered, kept at %(points)s") % {"points": points_said(line.new_price or 0)}
    if line.new_price == 0:
        return "returned", _("Reconsidered, returned %(points)s") % {"points": points_said(line.charged_before)}
    return "returned", _("Reconsidered: %(old)s → %(points)s") % _from_to(line)


def _bug(line: HistoryLine) -> tuple[str, str]:
    if not line.charged_before:
        return "returned", _("It is our bug: it costs nothing")
    return "returned", _("Returned %(points)s: it was our bug") % {"points": points_said(line.charged_before)}


def _own_fault(line: HistoryLine) -> tuple[str, str]:
    if not line.charged_before:
        return "returned", _("Our own work was at fault: it costs nothing")
    return "returned", _("Returned %(points)s: our own work was at fault") % {
        "points": points_said(line.charged_before)
    }


def _merged(line: HistoryLine) -> tuple[str, str]:
    return "returned", _("Returned %(points)s: part of another ticket now") % {
        "points": points_said(line.charged_before)
    }


def _served(line: HistoryLine) -> tuple[str, str]:
    return "charged", _("Charged %(points)s, which have come in") % {"points": points_said(_taken(line))}


def _priced(line: HistoryLine) -> tuple[str, str] | None:
    """A price that took effect: it was charged, waits, or gave points back."""
    if line.old_price == line.new_price and not _taken(line):
        return None
    points = points_said(line.new_price or 0)
    if line.waits:
        return "said", _waiting(line)
    if line.kind is StepKind.ACCEPTED:
        return "charged", _("Accepted: charged %(points)s") % {"points": points_said(_taken(line))}
    if _taken(line) < 0:
        return "returned", _("Returned %(points)s: the price is lower") % {"points": points_said(-_taken(line))}
    if not line.new_price:
        return "closed", _("Free of charge")
    if line.old_price:
        return "charged", _("Price %(old)s → %(points)s") % _from_to(line)
    return "charged", _("Charged %(points)s") % {"points": points}


def _waiting(line: HistoryLine) -> str:
    if not line.charged_after:
        return _("Price %(points)s, not charged yet") % {"points": points_said(line.new_price or 0)}
    rest = (line.new_price or 0) - line.charged_after
    return _("Price %(old)s → %(points)s, %(rest)s not charged yet") % {**_from_to(line), "rest": rest}


_TOLD: dict[StepKind, Callable[[HistoryLine], tuple[str, str] | None]] = {
    StepKind.DECLINED: _declined,
    StepKind.SETTLED: _settled,
    StepKind.REOPENED: _reopened,
    StepKind.REVIEW_ASKED: _review_asked,
    StepKind.REVIEW_DECIDED: _review_decided,
    StepKind.BUG: _bug,
    StepKind.OWN_FAULT: _own_fault,
    StepKind.MERGED: _merged,
    StepKind.SERVED: _served,
}


def _taken(line: HistoryLine) -> int:
    return line.charged_after - line.charged_before


def _from_to(line: HistoryLine) -> dict[str, str]:
    return {"old": str(line.old_price or 0), "points": points_said(line.new_price or 0)}


def _reason(line: HistoryLine, names: dict[str, str]) -> str:
    """What the price is for, and what its maker says: "Level 2, by phone: the log had to be read"."""
    what = line.offer_text
    if not what and line.kind in _PRICING:
        what = items_said(line.asked_items or line.items, line, names)
    # The text of a quote is its maker's reason too.
    return ": ".join(dict.fromkeys(part for part in (what, line.reason) if part))
