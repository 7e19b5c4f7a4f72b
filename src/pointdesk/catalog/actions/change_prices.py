from collections.abc import Mapping
from datetime import date, datetime

from pointdesk.base.database import writing
from pointdesk.catalog import permissions, queries
from pointdesk.catalog.actions.publish_price_list import publish_price_list
from pointdesk.catalog.rules import SchemeView, changed_points
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.kit.points import whole_points
from pointdesk.vendor.models import ProductLine


def change_prices(
    *, line_id: int, in_force_from: date, points: Mapping[str, int | None], by: Actor, now: datetime
) -> SchemeView:
    """Publish a version that copies the one in force on that day, with other points for the named items.

    None as points means: upon request. Raises what `publish_price_list` raises, and UnknownItem, InvalidPoints,
    NoPriceList.
    """
    if not permissions.may_set_prices(by):
        raise NotAllowed(verb="change_prices")
    for value in points.values():
        if value is not None:
            whole_points(value)
    with writing():
        # Read under the lock of the line: else a change made at the same moment would be copied away.
        ProductLine.objects.select_for_update().filter(id=line_id).first()
        content = changed_points(queries.scheme_on(line_id, in_force_from).content, points)
        return publish_price_list(line_id=line_id, in_force_from=in_force_from, content=content, by=by, now=now)
