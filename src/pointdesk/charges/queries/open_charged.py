from django.db.models import Sum

from pointdesk.charges.models import Charge


def open_charged(wallet_id: int) -> int:
    """The points that tickets not closed yet have taken from a wallet, in one query."""
    found = Charge.objects.filter(wallet_id=wallet_id, settled_at=None, charged__gt=0)
    return int(found.aggregate(points=Sum("charged"))["points"] or 0)
