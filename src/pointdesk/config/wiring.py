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
from pointdesk.bugs.reactions import follow_merge
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
    PointsArrived: [charge_waiting],
    WalletReleased: [charge_waiting],
    PriceChanged: [],
    ChargeWaiting: [],
    ChargeServed: [],
    PriceAsked: [],
    QuoteOffered: [],
    OfferDeclined: [],
    PointsReturned: [],
    ReviewAsked: [],
    ReviewDecided: [],
    DeliveryReceived: [apply_what_was_received],
    DeliveryRefused: [],
    OrderApplied: [],
    OrderChargedBack: [],
    PaidBackPointsMoved: [],
    StatusWentBack: [],
    UnknownSku: [],
    FirstPurchasePaid: [],
    NewcomerHeld: [],
    NewcomerDecided: [],
    TicketOpened: [],
    MessageAdded: [],
    NoteAdded: [],
    TicketAssigned: [],
    TicketHeld: [],
    TicketResumed: [],
    TicketSolved: [],
    TicketClosed: [],
    TicketReopened: [],
    TicketSplit: [],
    TicketsMerged: [follow_merge],
    MergeUndone: [],
    TicketsLinked: [],
    TicketsUnlinked: [],
    BugRegistered: [],
    BugVerdictGiven: [],
    TicketLinkedToBug: [],
    BugVerdictReversed: [],
    PatchPublished: [],
    PatchDownloaded: [],
    CallLogged: [],
    CallerVerified: [],
    PriceTold: [],
    PinRegenerated: [],
    PinExhausted: [],
}
"""Event → reactions ``(event, *, now)``, each idempotent, each retried on its own."""

SCHEDULE: dict[str, tuple[str, Callable[[datetime], Any]]] = {
    "ledger.expire": ("00:10", ledger.expire),
    "tickets.close_solved": ("00:20", tickets.close_solved),
    "ledger.checkpoint": ("00:30", ledger.checkpoint),
    "outbox.prune": ("04:30", outbox.prune),
    "files.remove_orphans": ("04:40", files.remove_orphans),
}
"""Job name → (daily time in the vendor's zone as HH:MM, job ``(now)``)."""


def zone() -> ZoneInfo:
    """The zone in which the jobs' times are read."""
    return policies().zone
