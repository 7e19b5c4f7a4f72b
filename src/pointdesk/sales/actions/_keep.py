"""Keep what a report says: the order and its lines as they stand after all reports."""

from datetime import datetime

from pointdesk.kit.days import day_of
from pointdesk.sales.actions._case import Case
from pointdesk.sales.actions._known import Known
from pointdesk.sales.models import OrderLine
from pointdesk.sales.rules import OrderReport, ReportedLine, WholeState, merged, told


def keep(case: Case, report: OrderReport, known: Known) -> tuple[dict[str, OrderLine], bool]:
    """Write the order and its lines as they stand after the report. The lines by name, and whether anything changed."""
    state = merged(known.state, told(report)) if known.state else told(report)
    newest = known.is_older_than(report)
    order_changed = _keep_order(case, report, state, newest=newest)
    lines, lines_changed = _keep_lines(case, report, state, known, newest=newest)
    return lines, order_changed or lines_changed


def _keep_order(case: Case, report: OrderReport, state: WholeState, *, newest: bool) -> bool:
    order = case.order
    before = (order.status, order.currency, order.changed_at, order.paid_on) if order.pk else None
    order.status, order.changed_at = state.status.value, state.changed_at
    if newest:
        order.currency = report.currency
    if state.status.is_paid and order.paid_on is None:
        paid = case.now if report.paid_at is None else report.paid_at
        order.paid_on = day_of(paid, case.policies.zone) if isinstance(paid, datetime) else paid
    changed = before != (order.status, order.currency, order.changed_at, order.paid_on)
    if changed:
        order.updated_at = case.now
        order.save()
    return changed


def _keep_lines(
    case: Case, report: OrderReport, state: WholeState, known: Known, *, newest: bool
) -> tuple[dict[str, OrderLine], bool]:
    reported = {ref: (position, line) for position, (ref, line) in enumerate(report.by_ref(), 1)}
    added = {ref: OrderLine(order=case.order, ref=ref) for ref in state.units if ref not in known.lines}
    lines = {**known.lines, **added}
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
    return lines, changed


def _facts(line: OrderLine) -> tuple[object, ...]:
    return (
        line.position, line.sku, line.name, line.quantity, line.refunded, line.net_cents, line.vat_cents,
    )  # fmt: skip


def _describe(line: OrderLine, position: int, reported: ReportedLine) -> None:
    line.position = position
    line.sku, line.name = reported.sku, reported.name
    line.net_cents, line.vat_cents = reported.net_cents, reported.vat_cents
