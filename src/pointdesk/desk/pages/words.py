"""The desk's words for states that rooms only name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pointdesk.bugs.rules import BugStatus
from pointdesk.sales.rules import OrderStatus

BUG_WORDS: dict[BugStatus, tuple[str, Promise]] = {
    BugStatus.REPORTED: ("amber", _("suspected")),
    BugStatus.CONFIRMED: ("red", _("confirmed")),
    BugStatus.FIXED: ("accent", _("fixed")),
    BugStatus.REJECTED: ("", _("no bug of ours")),
}
"""The tone of a bug's state and the word for it."""

ORDER_WORDS: dict[OrderStatus, tuple[str, Promise]] = {
    OrderStatus.PENDING: ("amber", _("not paid yet")),
    OrderStatus.PAID: ("accent", _("paid")),
    OrderStatus.PARTIALLY_REFUNDED: ("", _("partly paid back")),
    OrderStatus.REFUNDED: ("", _("paid back")),
    OrderStatus.CANCELLED: ("", _("cancelled")),
    OrderStatus.CHARGED_BACK: ("red", _("charged back")),
}
"""The tone of an order's state and the word for it."""
