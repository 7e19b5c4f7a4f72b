"""What every page is drawn with and no lower room knows all of."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pointdesk.vendor.models import Vendor


def brand(request: HttpRequest) -> dict[str, Any]:
    """The name in the bar and in titles: the vendor's, once there is one. Asked for only by pages that show it."""
    return {"brand": SimpleLazyObject(_brand)}


def _brand() -> str:
    return Vendor.objects.filter(id=1).values_list("name", flat=True).first() or "Pointdesk"
