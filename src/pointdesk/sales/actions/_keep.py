"""Keep what a report says: the order and its lines as they stand after all reports."""

from collections.abc import Mapping

from pointdesk.sales.models import Order, OrderLine
from pointdesk.sales.rules import OrderReport, ReportedLine, Units, WholeState, told


def known_state(order: Order, lines: Mapping[str, OrderLine]) -> WholeState:
    """What is known of an order, as the rules see it."""
    units = {ref: Units(line.quantity, line.refunded) for ref, line in lines.items()}
    return WholeState(order.known_status, order.changed_at, units)


def keep_lines(
    order: Order, lines: dict[str, OrderLine], report: OrderReport, state: WholeState, *, newest: bool
) -> bool:
    """Write the lines that are new or changed, into `lines` too; whether there were any.

    `newest` says that no state known before is newer than the report: then names and money are the report's.
    """
    reported = {ref: (position, line) for position, (ref, line) in enumerate(report.by_ref(), 1)}
    added = {ref: OrderLine(order=order, ref=ref) for ref in state.units if ref not in lines}
    lines |= added
    changed = bool(added)
    for ref, units in state.units.items():
        line = lines[ref]
        before = _facts(line)
        line.quantity, line.refunded = units.quantity, units.refunded
        if ref in added or (newest and ref in reported):
            _describe(line, *reported[ref])
        if ref not in added and _facts(line) != before:
            line.save()
            changed = True
    OrderLine.objects.bulk_create(added.values())
    return changed


def is_newest(report: OrderReport, known: WholeState) -> bool:
    """Whether nothing known is newer than the report."""
    return told(report).age >= known.age


def _facts(line: OrderLine) -> tuple[object, ...]:
    return (
        line.position, line.sku, line.name, line.quantity, line.refunded, line.net_cents, line.vat_cents,
    )  # fmt: skip


def _describe(line: OrderLine, position: int, reported: ReportedLine) -> None:
    line.position = position
    line.sku, line.name = reported.sku, reported.name
    line.net_cents, line.vat_cents = reported.net_cents, reported.vat_cents
