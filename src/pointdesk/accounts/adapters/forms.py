"""allauth's forms with labels in the reader's language: it has no Greek for its own.

Apart from the adapters, for which allauth asks before its forms can be loaded."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Sign-in, with a label in the reader's language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("E-mail")


class NewPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The address to which a link goes, with a label in the reader's language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("E-mail")
