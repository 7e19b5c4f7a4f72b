from datetime import date

from pointdesk.catalog.models import PackPrice, PriceItem, PriceList, SchemeText
from pointdesk.catalog.queries.price_list import id_in_force, item_of, price_groups
from pointdesk.catalog.rules import Content, Pack, SchemeView, Text
from pointdesk.kit.errors import NotFound


def scheme_on(line_id: int, day: date) -> SchemeView:
    """All that the version in force on that day says, in six queries. Raises NoPriceList."""
    return scheme(id_in_force(line_id, day))


def lines_with_scheme(day: date) -> set[int]:
    """The ids of the product lines that have a version in force on that day, in one query."""
    in_force = PriceList.objects.filter(in_force_from__lte=day, withdrawal=None)
    return set(in_force.values_list("line_id", flat=True))


def scheme(price_list_id: int) -> SchemeView:
    """All that a version says: groups, items, packs and texts in the page's order, in five queries. Raises NotFound."""
    version = PriceList.objects.filter(id=price_list_id).first()
    if version is None:
        raise NotFound(kind="price_list", ref=str(price_list_id))
    rows = {"price_list_id": price_list_id}
    content = Content(
        groups=price_groups(price_list_id),
        items=tuple(item_of(i) for i in PriceItem.objects.filter(**rows).select_related("group").order_by("position")),
        packs=tuple(
            Pack(p.pack.code, p.pack.points, p.net_cents, p.currency, p.names)
            for p in PackPrice.objects.filter(**rows).select_related("pack").order_by("position")
        ),
        texts=tuple(Text(t.key, t.texts) for t in SchemeText.objects.filter(**rows).order_by("position")),
        phone_multiplier=version.phone_multiplier,
        urgent_multiplier=version.urgent_multiplier,
    )
    return SchemeView(version.id, version.line_id, version.version, version.in_force_from, content)
