from datetime import date

from pointdesk.catalog.errors import NoPriceList, PackPointsFixed
from pointdesk.catalog.models import Pack, PriceList
from pointdesk.catalog.queries.scheme import scheme_on
from pointdesk.catalog.rules import Content, PriceListPreview, compare, dearer_packs
from pointdesk.catalog.rules.check import check
from pointdesk.catalog.rules.dates import check_date


def preview_price_list(*, line_id: int, in_force_from: date, content: Content, today: date) -> PriceListPreview:
    """What `publish_price_list` would do with this content, item by item, without doing it.

    It is compared with what is in force on that day (today, where the day is past). Raises what publishing would
    refuse: InvalidInput, DateInThePast, LaterVersionPlanned, PackPointsFixed.
    """
    check(content)
    try:
        present = scheme_on(line_id, max(in_force_from, today))
    except NoPriceList:
        present = None
    changes = compare(present.content if present else None, content)
    last = PriceList.objects.filter(line_id=line_id).order_by("-version").values_list("version", flat=True).first()
    if changes:
        standing = PriceList.objects.filter(line_id=line_id, withdrawal=None).order_by("version")
        check_date(in_force_from, today=today, standing=list(standing.values_list("version", "in_force_from")))
        _check_packs(line_id, content)
    return PriceListPreview(
        version=(last or 0) + 1,
        in_force_from=in_force_from,
        replaces=present.version if present else None,
        changes=changes,
        dearer_packs=dearer_packs(content.packs),
    )


def _check_packs(line_id: int, content: Content) -> None:
    known = dict(Pack.objects.filter(line_id=line_id).values_list("code", "points"))
    for pack in content.packs:
        if known.get(pack.code, pack.points) != pack.points:
            raise PackPointsFixed(pack=pack.code, points=known[pack.code])
