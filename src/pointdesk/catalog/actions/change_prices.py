from collections.abc import Mapping
from datetime import date, datetime

from pointdesk.base.database import writing
from pointdesk.catalog import permissions, queries
from pointdesk.catalog.actions.publish_price_list import publish_price_list
from pointdesk.catalog.rules import Repricing, SchemeView, repriced
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed
from pointdesk.kit.points import whole_points
from pointdesk.vendor.models import ProductLine


def change_prices(
    *, line_id: int, in_force_from: date, points: Mapping[str, int | None], by: Actor, now: datetime,
    packs: Mapping[str, int | None] | None = None, new_pack: tuple[int, int] | None = None,
) -> SchemeView:  # fmt: skip
    """Publish a version that copies the one in force on that day, with other figures for what is named.

    `points` by item, None meaning upon request; `packs` are net cents by pack, None taking it off sale; `new_pack` is
    one more pack, its points and net cents. Items and packs that were used stay known for ever: versions keep them.
    Raises what `publish_price_list` raises, and UnknownItem, UnknownPack, InvalidPoints, NoPriceList.
    """
    if not permissions.may_set_prices(by):
        raise NotAllowed(verb="change_prices")
    for value in points.values():
        if value is not None:
            whole_points(value)
    with writing():
        # Read under the lock of the line: else a change made at the same moment would be copied away.
        ProductLine.objects.select_for_update().filter(id=line_id).first()
        wanted = Repricing(points=points, packs=packs or {}, new_pack=new_pack)
        content = repriced(queries.scheme_on(line_id, in_force_from).content, wanted)
        return publish_price_list(line_id=line_id, in_force_from=in_force_from, content=content, by=by, now=now)
