"""Each letter, composed from the phrases of a language: what it says, in which order, is the same in all of them."""

from pointdesk.notifications.rules.letters.accounts import accounts_joined, licence_gone, licence_here
from pointdesk.notifications.rules.letters.conversation import replied, solved
from pointdesk.notifications.rules.letters.offer import price_asked, quote_offered
from pointdesk.notifications.rules.letters.other import patch_published, pin_locked
from pointdesk.notifications.rules.letters.points import (
    gift_held,
    gift_refused,
    points_arrived,
    points_expired,
    points_expiring,
)
from pointdesk.notifications.rules.letters.price import (
    charge_served,
    charge_waiting,
    points_returned,
    price_changed,
    review_decided,
)
from pointdesk.notifications.rules.letters.staff import (
    staff_charged_back,
    staff_delivery_refused,
    staff_newcomer,
    staff_points_moved,
    staff_status_back,
    staff_unknown_sku,
)

__all__ = [
    "accounts_joined",
    "charge_served",
    "charge_waiting",
    "gift_held",
    "gift_refused",
    "licence_gone",
    "licence_here",
    "patch_published",
    "pin_locked",
    "points_arrived",
    "points_expired",
    "points_expiring",
    "points_returned",
    "price_asked",
    "price_changed",
    "quote_offered",
    "replied",
    "review_decided",
    "solved",
    "staff_charged_back",
    "staff_delivery_refused",
    "staff_newcomer",
    "staff_points_moved",
    "staff_status_back",
    "staff_unknown_sku",
]
