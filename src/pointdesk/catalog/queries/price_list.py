from datetime import date

from pointdesk.catalog.errors import NoPriceList
from pointdesk.catalog.models import PriceGroup, PriceItem, PriceList
from pointdesk.catalog.rules import Group, Item, PriceListView
from pointdesk.kit.errors import NotFound


def price_list(price_list_id: int) -> PriceListView:
    """A version of a price list, whenever it was in force, in one query. Raises NotFound."""
    rows = list(
        PriceItem.objects.filter(price_list_id=price_list_id).select_related("price_list", "group").order_by("position")
    )
    if not rows:
        raise NotFound(kind="price_list", ref=str(price_list_id))
    version = rows[0].price_list
    return PriceListView(
        id=version.id,
        line_id=version.line_id,
        version=version.version,
        in_force_from=version.in_force_from,
        phone_multiplier=version.phone_multiplier,
        urgent_multiplier=version.urgent_multiplier,
        items=tuple(item_of(row) for row in rows),
    )


def price_list_on(line_id: int, day: date) -> PriceListView:
    """The price list in force on that day: the latest begun by then, of two on one day the later version (P4).

    Two queries. Raises NoPriceList.
    """
    return price_list(id_in_force(line_id, day))


def price_groups(price_list_id: int) -> tuple[Group, ...]:
    """The headings of a version in the page's order, in one query."""
    rows = PriceGroup.objects.filter(price_list_id=price_list_id).order_by("position")
    return tuple(Group(row.code, row.names) for row in rows)


def id_in_force(line_id: int, day: date) -> int:
    """The id of the version in force on that day. Raises NoPriceList."""
    found = (
        PriceList.objects.filter(line_id=line_id, in_force_from__lte=day, withdrawal=None)
        .order_by("-in_force_from", "-version")
        .values_list("id", flat=True)
        .first()
    )
    if found is None:
        raise NoPriceList(line_id=line_id, day=day)
    return found


def item_of(row: PriceItem) -> Item:
    """The row as the value that was published; its group must have been read with it."""
    return Item(
        code=row.code, group=row.group.code, points=row.points, never_doubles=row.never_doubles,
        quantity_allowed=row.quantity_allowed, minutes_hint=row.minutes_hint, names=row.names,
        descriptions=row.descriptions,
    )  # fmt: skip
