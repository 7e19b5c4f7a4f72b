"""How allauth works here: nobody signs up, mails go through the outbox, secrets are encrypted, time is injected."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pointdesk.accounts.actions import ask_password_link
from pointdesk.accounts.models import User
from pointdesk.base.encryption import seal, unseal
from pointdesk.kit import clock


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are given by invitation, and no page waits for a mail server."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "E-mail and password do not belong together. Check both, or ask for a new password."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code does not fit. Codes change every half minute: type the one shown now."),
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: staff are created by administrators, customers' people by their owners."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Ask for the mail; the worker sends it. So an unknown address takes no less time to answer than a known one,
        and a silent mail server costs nobody their request."""
        ask_password_link(user=user, invitation=False, now=clock.now())


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The seeds of one-time codes are stored under the key that lives outside the database."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_issuer(self) -> str:
        """The name under which an authenticator app lists the code: the host of this installation."""
        return settings.SITE_URL.partition("//")[2]

    def encrypt(self, text: str) -> str:
        """Sealed under the first key."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises KeyMissing where none of the keys wrote it."""
        return unseal(encrypted_text)


class LongEnough(MinimumLengthValidator):
    """Django's validator of that name; it has no Greek for its refusal."""

    def get_error_message(self) -> str:
        """What is wrong with a password that is too short."""
        return ngettext(
            "This password is too short: take at least %(least)s character.",
            "This password is too short: take at least %(least)s characters.",
            self.min_length,
        ) % {"least": self.min_length}


class UnlikeThemselves(UserAttributeSimilarityValidator):
    """Django's validator of what a password may not resemble, naming the columns as people do."""

    def get_error_message(self) -> str:
        """What is wrong with a password that repeats who its owner is."""
        return gettext("This password is too much like your name or your e-mail.")


class PasswordTokens(PasswordResetTokenGenerator):
    """Django's one-time tokens, timed by the one clock. They lapse when the password or the e-mail changes, at the
    next sign-in, and after PASSWORD_RESET_TIMEOUT."""

    def _now(self) -> datetime:
        # Django counts in the machine's local time without a zone; ours is UTC wherever the machine stands.
        return clock.now().astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
