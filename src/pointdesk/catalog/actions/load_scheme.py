from datetime import date, datetime

from pointdesk.base.database import writing
from pointdesk.catalog import permissions, queries
from pointdesk.catalog.actions.publish_price_list import publish_price_list
from pointdesk.catalog.queries import SchemePreview
from pointdesk.catalog.rules.scheme import Scheme
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.vendor.actions import (
    change_policies,
    change_product_line,
    change_vendor,
    create_product,
    create_product_line,
)
from pointdesk.vendor.models import Product, ProductLine


def load_scheme(*, scheme: Scheme, by: Actor, now: datetime, in_force_from: date | None = None) -> SchemePreview:
    """Make what a file says hold: the vendor, its policies, the line, its products, and a version of its price list.

    The version takes effect on `in_force_from` (today, unless given), all else at once. What the file does not name
    stays; products are never taken away. The same file again changes nothing. Returns what it changed.

    Raises NotAllowed (managers), CodeTaken (a product of that code belongs to another line), SharedWalletFixed, and
    what `publish_price_list` raises.
    """
    if not permissions.may_set_prices(by):
        raise NotAllowed(verb="load_scheme")
    with writing():
        # Everything that can be refused is refused by the preview, before the first row is written.
        preview = queries.preview_scheme(scheme=scheme, now=now, in_force_from=in_force_from)
        if preview.changes_nothing:
            return preview
        change_vendor(**scheme.vendor, by=by, now=now)
        change_policies(**scheme.policies, by=by, now=now)
        line = _line(scheme, by, now)
        for product in scheme.products:
            if not Product.objects.filter(code=product.code).exists():
                create_product(line_id=line.pk, code=product.code, name=product.name, by=by, now=now)
        publish_price_list(
            line_id=line.pk, in_force_from=preview.prices.in_force_from, content=scheme.content, by=by, now=now
        )
        return preview


def _line(scheme: Scheme, by: Actor, now: datetime) -> ProductLine:
    line = ProductLine.objects.filter(code=scheme.line_code).first()
    if line is None:
        line = create_product_line(code=scheme.line_code, name=scheme.line_name, by=by, now=now)
    return change_product_line(
        line_id=line.pk, name=scheme.line_name, category=scheme.category, welcome_points=scheme.welcome_points, by=by,
        now=now,
    )  # fmt: skip
