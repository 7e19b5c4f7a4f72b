from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.catalog import permissions
from pointdesk.catalog.errors import AlreadyInForce
from pointdesk.catalog.models import PriceList, Withdrawal
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.vendor.models import ProductLine
from pointdesk.vendor.queries import policies


def withdraw_price_list(*, price_list_id: int, by: Actor, now: datetime) -> None:
    """Take back a version before its day has come; what was in force before stays so. Twice changes nothing.

    Raises NotAllowed, NotFound, AlreadyInForce (from its day on it stays: tickets keep it).
    """
    if not permissions.may_set_prices(by):
        raise NotAllowed(verb="withdraw_price_list")
    with writing():
        version = PriceList.objects.filter(id=price_list_id).first()
        if version is None:
            raise NotFound(kind="price_list", ref=str(price_list_id))
        # The same lock as for publishing: nothing is planned on top of a version while it goes.
        ProductLine.objects.select_for_update().get(id=version.line_id)
        if version.in_force_from <= day_of(now, policies().zone):
            raise AlreadyInForce(version=version.version, in_force_from=version.in_force_from)
        _, created = Withdrawal.objects.get_or_create(price_list=version, defaults={"withdrawn_at": now})
        if created:
            record("withdraw_price_list", by=by, subject=("price_list", price_list_id), now=now)
