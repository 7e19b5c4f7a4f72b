"""The one table from events to reactions, and the table of recurring jobs. Read it to know what happens after what."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pointdesk.accounts.events import PasswordLinkAsked
from pointdesk.accounts.reactions import mail_password_link
from pointdesk.bugs.events import (
    BugRegistered,
    BugVerdictGiven,
    BugVerdictReversed,
    PatchDownloaded,
    PatchPublished,
    TicketLinkedToBug,
)
from pointdesk.bugs.reactions import follow_merge, follow_undone_merge
from pointdesk.calls.events import CallerVerified, CallLogged, PinExhausted, PinRegenerated, PriceTold
from pointdesk.charges.events import (
    ChargeServed,
    ChargeWaiting,
    OfferDeclined,
    PointsReturned,
    PriceAsked,
    PriceChanged,
    QuoteOffered,
    ReviewAsked,
    ReviewDecided,
)
from pointdesk.charges.reactions import charge_waiting
from pointdesk.files import actions as files
from pointdesk.kit.events import Event
from pointdesk.ledger import actions as ledger
from pointdesk.ledger.events import PointsArrived, WalletReleased
from pointdesk.lifecycle.events import CustomersMerged, LicenceTransferred
from pointdesk.notifications import actions as notifications
from pointdesk.notifications.events import NoticeWritten
from pointdesk.notifications.reactions import accounts, conversation, offers, others, points, prices, staff
from pointdesk.notifications.reactions.sending import send
from pointdesk.outbox import actions as outbox
from pointdesk.outbox.events import JobDue
from pointdesk.outbox.reactions import run_job
from pointdesk.sales.events import (
    DeliveryReceived,
    DeliveryRefused,
    FirstPurchasePaid,
    NewcomerDecided,
    NewcomerHeld,
    OrderApplied,
    OrderChargedBack,
    PaidBackPointsMoved,
    StatusWentBack,
    UnknownSku,
)
from pointdesk.sales.reactions import apply_what_was_received
from pointdesk.tickets import tasks as tickets
from pointdesk.tickets.events import (
    MergeUndone,
    MessageAdded,
    NoteAdded,
    TicketAssigned,
    TicketClosed,
    TicketHeld,
    TicketOpened,
    TicketReopened,
    TicketResumed,
    TicketsLinked,
    TicketsMerged,
    TicketSolved,
    TicketSplit,
    TicketsUnlinked,
)
from pointdesk.vendor.queries import policies

REACTIONS: dict[type[Event], Sequence[Callable[..., Any]]] = {
    JobDue: [run_job],
    PasswordLinkAsked: [mail_password_link],
    PointsArrived: [charge_waiting, points.tell_points_arrived],
    WalletReleased: [charge_waiting],
    PriceChanged: [prices.tell_price_changed],
    ChargeWaiting: [prices.tell_waiting],
    ChargeServed: [prices.tell_served],
    PriceAsked: [offers.tell_price_asked],
    QuoteOffered: [offers.tell_quote_offered],
    OfferDeclined: [],
    PointsReturned: [prices.tell_returned],
    ReviewAsked: [],
    ReviewDecided: [prices.tell_review_decided],
    DeliveryReceived: [apply_what_was_received],
    DeliveryRefused: [staff.tell_staff_delivery_refused],
    OrderApplied: [],
    OrderChargedBack: [staff.tell_staff_charged_back],
    PaidBackPointsMoved: [staff.tell_staff_points_moved],
    StatusWentBack: [staff.tell_staff_status_back],
    UnknownSku: [staff.tell_staff_unknown_sku],
    FirstPurchasePaid: [],
    NewcomerHeld: [points.tell_gift_held, staff.tell_staff_newcomer],
    NewcomerDecided: [points.tell_gift_refused],
    TicketOpened: [],
    MessageAdded: [conversation.tell_reply],
    NoteAdded: [],
    TicketAssigned: [],
    TicketHeld: [],
    TicketResumed: [],
    TicketSolved: [conversation.tell_solved],
    TicketClosed: [],
    TicketReopened: [],
    TicketSplit: [],
    TicketsMerged: [follow_merge],
    MergeUndone: [follow_undone_merge],
    TicketsLinked: [],
    TicketsUnlinked: [],
    BugRegistered: [],
    BugVerdictGiven: [],
    TicketLinkedToBug: [],
    BugVerdictReversed: [],
    PatchPublished: [others.tell_patch],
    PatchDownloaded: [],
    LicenceTransferred: [accounts.tell_transfer],
    CustomersMerged: [accounts.tell_merge],
    CallLogged: [],
    CallerVerified: [],
    PriceTold: [],
    PinRegenerated: [],
    PinExhausted: [others.tell_pin_locked],
    NoticeWritten: [send],
}
"""Event → reactions ``(event, *, now)``, each idempotent, each retried on its own."""

SCHEDULE: dict[str, tuple[str, Callable[[datetime], Any]]] = {
    "ledger.expire": ("00:10", ledger.expire),
    "tickets.close_solved": ("00:20", tickets.close_solved),
    "ledger.checkpoint": ("00:30", ledger.checkpoint),
    "notifications.tell_endings": ("08:00", notifications.tell_endings),
    "outbox.prune": ("04:30", outbox.prune),
    "files.remove_orphans": ("04:40", files.remove_orphans),
}
"""Job name → (daily time in the vendor's zone as HH:MM, job ``(now)``)."""


def zone() -> ZoneInfo:
    """The zone in which the jobs' times are read."""
    return policies().zone
