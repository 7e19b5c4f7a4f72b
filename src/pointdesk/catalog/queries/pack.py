from datetime import date

from pointdesk.catalog.models import Pack, PackPrice
from pointdesk.kit.errors import NotFound
from pointdesk.kit.money import Money


def pack(line_id: int, code: str) -> Pack:
    """The pack of that code, on sale now or once sold. Raises NotFound."""
    found = Pack.objects.filter(line_id=line_id, code=code).first()
    if found is None:
        raise NotFound(kind="pack", ref=code)
    return found


def pack_price(pack_id: int, day: date) -> Money | None:
    """The price without VAT at which the pack was last on sale by that day; None if it was not yet. One query."""
    found = (
        PackPrice.objects.filter(pack_id=pack_id, price_list__in_force_from__lte=day, price_list__withdrawal=None)
        .order_by("-price_list__in_force_from", "-price_list__version")
        .first()
    )
    return Money(found.net_cents, found.currency) if found else None
