"""The pages that hang in the addresses themselves, above all rooms."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pointdesk.accounts.actions import change_language
from pointdesk.accounts.models import User
from pointdesk.accounts.queries import account_actor
from pointdesk.customers.queries import actor_of
from pointdesk.kit import clock
from pointdesk.kit.actors import ActorKind
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
