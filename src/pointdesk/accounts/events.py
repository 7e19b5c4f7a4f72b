"""What happened to accounts."""

from dataclasses import dataclass
from datetime import datetime

from pointdesk.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class PasswordLinkAsked(Event):
    """A user is to get a link by mail under which they choose a password: invited by others, or by their own wish.

    The link itself is made when the mail is, so that no secret lies in the outbox.
    """

    user_id: int
    invitation: bool
    asked_at: datetime
