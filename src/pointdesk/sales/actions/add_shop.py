import re
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.kit.texts import one_line
from pointdesk.sales.models import Shop
from pointdesk.sales.permissions import may_set_up_shops

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")


def add_shop(*, code: str, name: str, by: Actor, now: datetime) -> int:
    """A place that orders come from; returns its id. It reports nothing until it has a secret (`issue_secret`).

    `code` is for ever: it stands in the shop's address, in external ids and on statements.
    Raises NotAllowed (managers), InvalidInput (``not_a_code``, ``taken``).
    """
    if not may_set_up_shops(by):
        raise NotAllowed(verb="add_shop")
    if not _CODE.fullmatch(code):
        raise InvalidInput(field="code", problem="not_a_code")
    name = one_line(name, field="name", most=200)
    with writing():
        shop, created = Shop.objects.get_or_create(code=code, defaults={"name": name, "created_at": now})
        if not created:
            raise InvalidInput(field="code", problem="taken")
        record("add_shop", by=by, subject=("shop", shop.pk), now=now, data={"code": code})
        return shop.pk
