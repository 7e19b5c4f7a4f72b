from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.vendor import permissions
from pointdesk.vendor.actions._line import line_facts
from pointdesk.vendor.errors import CodeTaken
from pointdesk.vendor.models import ProductLine
from pointdesk.vendor.rules import code_of


def create_product_line(
    *,
    code: str,
    name: str,
    by: Actor,
    now: datetime,
    category: str = "",
    welcome_points: int = 200,
    position: int = 0,
) -> ProductLine:
    """A product line: what support is sold for. It sells once it has a price list.

    `welcome_points` is the gift at a customer's first purchase of a product of the line (P12), 0 for none.
    Raises NotAllowed (managers), InvalidInput, InvalidPoints, CodeTaken.
    """
    if not permissions.may_manage(by):
        raise NotAllowed(verb="create_product_line")
    code = code_of(code)
    facts = line_facts(name=name, category=category, welcome_points=welcome_points, position=position)
    with writing():
        line, created = ProductLine.objects.get_or_create(code=code, defaults=facts)
        if not created:
            raise CodeTaken(kind="product_line", taken=code)
        record("create_product_line", by=by, subject=("product_line", line.pk), now=now, data={"code": code})
        return line
