"""What is known of an order before a report of it is applied, read under its lock."""

from collections.abc import Mapping
from dataclasses import dataclass

from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.points import MOST_POINTS
from pointdesk.sales import queries
from pointdesk.sales.errors import LineChanged
from pointdesk.sales.models import Order, OrderLine, Shop, SkuEffect
from pointdesk.sales.queries.shops import effects_of
from pointdesk.sales.rules import OrderReport, Units, WholeState, told


@dataclass(frozen=True)
class Known:
    """The order of a report, None where it is new; its lines by name; what the SKUs of both stand for.

    `state` and `skus` (of the lines, by name) are copies: they stay what was known while the rows change.
    """

    shop: Shop
    order: Order | None
    lines: Mapping[str, OrderLine]
    effects: Mapping[str, SkuEffect]
    state: WholeState | None
    skus: Mapping[str, str]

    def is_older_than(self, report: OrderReport) -> bool:
        """Whether the report is the newest state so far, or of one age with it: names and money are then its."""
        return self.state is None or self.state.age <= told(report).age


def find_known(report: OrderReport) -> Known:
    """Lock the order of a report and read what is known of it; a new order is made under a lock too.

    Raises NotFound (no such shop).
    """
    shop = queries.shop(report.shop)
    order = _locked(shop, report.number)
    if order is None:
        return Known(shop, None, {}, effects_of(shop, (line.sku for line in report.lines)), None, {})
    order.shop = shop
    rows = order.lines.select_related("pack__line", "product__line", "ownership").order_by("position", "id")
    lines = {line.ref: line for line in rows}
    units = {ref: Units(line.quantity, line.refunded) for ref, line in lines.items()}
    return Known(
        shop=shop,
        order=order,
        lines=lines,
        effects=effects_of(shop, [*(line.sku for line in report.lines), *(line.sku for line in rows)]),
        state=WholeState(order.known_status, order.changed_at, units),
        skus={ref: line.sku for ref, line in lines.items()},
    )


def refuse_lines(report: OrderReport, known: Known) -> None:
    """Refuse what no line can say. Raises InvalidInput (``too_many_points``), LineChanged."""
    for index, (ref, reported) in enumerate(report.by_ref()):
        effect = known.effects.get(reported.sku)
        if effect and effect.pack and effect.pack.points * reported.quantity > MOST_POINTS:
            raise InvalidInput(field=f"lines[{index}].quantity", problem="too_many_points")
        line = known.lines.get(ref)
        if line and line.given_units and line.sku != reported.sku and known.is_older_than(report):
            raise LineChanged(order=report.number, line=ref, was=line.sku, reported=reported.sku)


def _locked(shop: Shop, number: str) -> Order | None:
    """The order, locked; or None under a lock that lets new orders in one at a time, whichever shop tells them.

    So two deliveries of one new order make one order, and two shops that report one newcomer at once see each other.
    """
    same = Order.objects.select_for_update().filter(shop=shop, number=number)
    order = same.first()
    if order is None:
        # The first shop's row stands for all of them. "No key": rows that refer to the shop need not wait.
        Shop.objects.select_for_update(no_key=True).order_by("id").first()
        order = same.first()
    return order
