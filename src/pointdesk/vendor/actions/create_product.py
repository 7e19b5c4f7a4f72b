from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.kit.texts import one_line
from pointdesk.vendor import permissions
from pointdesk.vendor.errors import CodeTaken
from pointdesk.vendor.models import Product, ProductLine
from pointdesk.vendor.rules import code_of


def create_product(*, line_id: int, code: str, name: str, by: Actor, now: datetime) -> Product:
    """A product of a line, that customers own and that bugs and patches are about.

    Raises NotAllowed (managers), NotFound (line), InvalidInput, CodeTaken (codes are one set over all lines).
    """
    if not permissions.may_manage(by):
        raise NotAllowed(verb="create_product")
    code, name = code_of(code), one_line(name, field="name", most=200)
    with writing():
        if not ProductLine.objects.filter(id=line_id).exists():
            raise NotFound(kind="product_line", ref=str(line_id))
        product, created = Product.objects.get_or_create(code=code, defaults={"line_id": line_id, "name": name})
        if not created:
            raise CodeTaken(kind="product", taken=code)
        record("create_product", by=by, subject=("product", product.pk), now=now, data={"line": line_id, "code": code})
        return product
