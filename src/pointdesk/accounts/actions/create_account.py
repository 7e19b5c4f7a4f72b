from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError

from pointdesk.accounts.errors import EmailTaken
from pointdesk.accounts.models import User
from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput
from pointdesk.kit.texts import one_line


def create_account(
    *, email: str, name: str, language: str, by: Actor, now: datetime, password: str | None = None
) -> User:
    """A user without any role: a customer's person, or a member of staff in the making.

    Whether `by` may admit someone is the caller's to judge (`create_staff`, or the room that knows the customer).
    Without a password nobody can sign in until they have chosen one by mail (`ask_password_link`).
    Raises InvalidInput (email, name, language or password), EmailTaken.
    """
    email = _email(email)
    name = one_line(name, field="name", most=200)
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput("language", "unknown")
    if password is not None:
        _check_password(password, User(email=email, name=name))
    with writing():
        if User.objects.filter(email=email).exists():
            raise EmailTaken(email)
        try:
            user = User.objects.create_user(email, password, name=name, language=language, joined_at=now)
        except IntegrityError:  # a twin of this request was faster
            raise EmailTaken(email) from None
        record("create_account", by=by, subject=("user", user.pk), now=now)
    return user


def _email(email: str) -> str:
    email = one_line(email, field="email", most=254).casefold()
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidInput("email", "invalid") from None
    return email


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput("password", error.error_list[0].code or "invalid") from None
