"""What owners are told when a licence was sold or two accounts were joined (P23)."""

from datetime import datetime

from pointdesk.lifecycle.events import CustomersMerged, LicenceTransferred
from pointdesk.notifications.actions import write_notices
from pointdesk.notifications.queries import owners_of
from pointdesk.notifications.rules import letters
from pointdesk.vendor.models import Product


def tell_transfer(event: LicenceTransferred, *, now: datetime) -> None:
    """Seller and buyer learn that the licence has changed hands."""
    product = Product.objects.get(id=event.product_id).name
    write_notices(
        "licence_gone", str(event.ownership_id), to=owners_of(event.from_customer_id), now=now,
        write=lambda say, reader, _: letters.licence_gone(say, reader, product=product, points=event.points),
    )  # fmt: skip
    write_notices(
        "licence_here", str(event.ownership_id), to=owners_of(event.to_customer_id), now=now,
        write=lambda say, reader, _: letters.licence_here(say, reader, product=product),
    )  # fmt: skip


def tell_merge(event: CustomersMerged, *, now: datetime) -> None:
    """The owners of both, who are the survivor's now, learn that the accounts are one."""
    write_notices(
        "accounts_joined", str(event.customer_id), to=owners_of(event.survivor_id), now=now,
        write=lambda say, reader, _: letters.accounts_joined(say, reader),
    )  # fmt: skip
