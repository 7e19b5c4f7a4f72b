"""The pages that hang in the addresses themselves, above all rooms."""

from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pointdesk.accounts.actions import change_language
from pointdesk.accounts.models import User
from pointdesk.accounts.queries import account_actor
from pointdesk.customers.actions import verify_email
from pointdesk.customers.queries import actor_of, person_actor
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, ActorKind
from pointdesk.ui.views import way_back


def home(request: HttpRequest) -> HttpResponse:
    """Where people arrive: staff at the desk, a customer's people at home, everyone else at what is supported."""
    if not isinstance(request.user, User):
        return redirect("portal:lines")
    actor = actor_of(request.user)
    if actor is None:
        return redirect("mfa_index")
    return redirect("desk:tickets" if actor.kind is ActorKind.STAFF else "portal:home")


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """The reader's language: kept on this device, and for the signed-in on every other too."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest
    if request.user.is_authenticated:
        user = request.user
        change_language(user_id=user.pk, language=language, by=account_actor(user), now=clock.now())
    response = HttpResponseRedirect(way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


class PasswordFromLink(PasswordResetFromKeyView):  # type: ignore[misc]  # allauth ships no types
    """A password is chosen under a mailed link, after an invitation or a forgotten one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it and sign the reader in. Whoever used the link reads that mailbox, so it is known to be theirs."""
        response: HttpResponse = super().form_valid(form)
        person = person_actor(self.reset_user)
        if person is not None:
            verify_email(person_id=person.number, by=SYSTEM, now=clock.now())
        return response
