from datetime import datetime

from pointdesk.accounts.events import PasswordLinkAsked
from pointdesk.accounts.models import User
from pointdesk.base.database import writing
from pointdesk.outbox.actions import publish


def ask_password_link(*, user: User, invitation: bool, now: datetime) -> None:
    """Let the user get a link by mail under which they choose a password; inactive users get none.

    Anyone may ask, signed in or not, because only the owner of the mailbox can use it. `invitation` chooses the words.
    """
    if user.is_active:
        with writing():
            publish(PasswordLinkAsked(user_id=user.pk, invitation=invitation, asked_at=now), now=now)
