from datetime import datetime

from django.conf import settings

from pointdesk.accounts.models import User
from pointdesk.accounts.permissions import may_change_language
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound


def change_language(*, user_id: int, language: str, by: Actor, now: datetime) -> None:
    """The language in which pages and mails speak to a user; the same one again changes nothing.

    Raises NotAllowed (neither the user nor an administrator), InvalidInput (a language that is not offered), NotFound.
    """
    if not may_change_language(by, user_id):
        raise NotAllowed("change_language")
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput("language", "unknown")
    with writing():
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if user is None:
            raise NotFound("user", str(user_id))
        if user.language != language:
            user.language = language
            user.save(update_fields=["language"])
            record("change_language", by=by, subject=("user", user_id), now=now, data={"language": language})
