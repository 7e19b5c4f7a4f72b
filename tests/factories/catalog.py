"""Price lists for tests: the items of the scheme under their codes, published through the action."""

from datetime import date, datetime

from pointdesk.catalog.actions import publish_price_list
from pointdesk.catalog.rules import Content, Group, Item, Pack, SchemeView
from pointdesk.kit.actors import SYSTEM
from pointdesk.vendor.models import ProductLine

POINTS = {
    "level-0": 0, "level-1": 10, "level-2": 25, "level-3": 40, "level-4": 80, "warranty": 0,
    "small-mod": 25, "medium-mod": 50,
    "installation": 150, "module-installation": 60, "patch-application": 40, "other": None,
}  # fmt: skip


def scheme_content() -> Content:
    """The twelve items and three packs of the scheme, with plain names."""
    return Content(
        groups=(Group("issues", {"en": "Issues"}),),
        items=tuple(
            Item(
                code, "issues", points, quantity_allowed=code == "module-installation",
                names={"en": code}, descriptions={"en": code},
            )
            for code, points in POINTS.items()
        ),
        packs=tuple(
            Pack(f"points-{points}", points, cents, names={"en": f"{points} points"})
            for points, cents in ((60, 5000), (120, 9500), (300, 27500))
        ),
    )  # fmt: skip


def make_product_line(code: str = "x-cart", **fields) -> ProductLine:
    """A product line without a price list; the same code gives the same line."""
    return ProductLine.objects.get_or_create(code=code, defaults={"name": code, **fields})[0]


def make_price_list(*, now: datetime, line: ProductLine | None = None, since: date = date(2026, 1, 1)) -> SchemeView:
    """The scheme's price list for a line (x-cart, unless given)."""
    line = line or make_product_line()
    return publish_price_list(line_id=line.id, in_force_from=since, content=scheme_content(), by=SYSTEM, now=now)
