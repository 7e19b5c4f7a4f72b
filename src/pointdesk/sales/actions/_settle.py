"""Post what the lines of an order should have given and did not yet, and take back what they should not have."""

from collections.abc import Iterable, Mapping

from pointdesk.sales.actions._case import Case, Tally
from pointdesk.sales.actions._lines import settle_line
from pointdesk.sales.actions._welcome import end_welcome, welcome
from pointdesk.sales.models import EffectKind, OrderLine, SkuEffect
from pointdesk.sales.rules import Difference, ReportedCustomer, Units, difference


def settle(
    case: Case, lines: Iterable[OrderLine], effects: Mapping[str, SkuEffect], who: ReportedCustomer, done: Tally
) -> bool:
    """Post the difference of every line, then give or end welcome gifts; whether there was anything to do."""
    open_lines = [
        (line, change, None if line.kind else effects[line.sku])
        for line in lines
        if (change := _difference(case, line)) != Difference() and _has_effect(line, effects)
    ]
    case.lock_wallets(_product_lines(open_lines))
    for line, change, effect in open_lines:
        settle_line(case, line, change, effect, done)
    # Gifts come last, when it is known of every line whether a licence is left.
    for line, change, _ in open_lines:
        if line.product is not None and change.give:
            welcome(case, line, line.product.line, who, done)
        elif line.product is not None and not line.held_units:
            end_welcome(case, line, line.product.line, done)
    return bool(open_lines)


def _difference(case: Case, line: OrderLine) -> Difference:
    return difference(case.order.known_status, Units(line.quantity, line.refunded), held=line.held_units)


def _has_effect(line: OrderLine, effects: Mapping[str, SkuEffect]) -> bool:
    # SKUs to ignore are not noted on the line: where that was a mistake, a replay puts it right.
    return bool(line.kind) or (line.sku in effects and effects[line.sku].kind != EffectKind.IGNORE)


def _product_lines(open_lines: Iterable[tuple[OrderLine, Difference, SkuEffect | None]]) -> set[int]:
    grounds = [effect or line for line, _, effect in open_lines]
    return {g.pack.line_id for g in grounds if g.pack} | {g.product.line_id for g in grounds if g.product}
