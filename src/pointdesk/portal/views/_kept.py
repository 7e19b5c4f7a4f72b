"""What someone wrote and could not send where they were: kept in their session for the page that takes it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from pointdesk.kit.actors import Actor
from pointdesk.tickets.rules import LONGEST_BODY

View = Callable[..., HttpResponseBase]
FIELDS = ("subject", "body", "reason", "delivery", "consent", "cap", "urgent")
"""What is kept of a form; files are not."""


def keeps_texts(page: str = "") -> Callable[[View], View]:
    """A view that takes a form of the page of that name (its own page, without one).

    Where the session ended meanwhile, the texts are kept in the new session of this browser, nothing is done, and the
    sender is led through sign-in back to the page, which gives them to whom they belong (`kept_texts`).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST" or request.user.is_authenticated:
                return view(request, *args, **kwargs)
            back = reverse(page, kwargs=kwargs) if page else request.get_full_path()
            texts = {name: request.POST[name][: 2 * LONGEST_BODY] for name in FIELDS if request.POST.get(name)}
            keep(request, back, request.POST.get("writer", ""), texts)
            messages.warning(request, _("Your session has ended and nothing was sent. Sign in again to go on."))
            return redirect_to_login(back)

        return enter

    return decorate


def keep(request: HttpRequest, page: str, writer: str, texts: dict[str, str]) -> None:
    """Keep texts for the page at that address and the person whose actor's id is `writer`."""
    request.session["kept"] = {"page": page, "writer": writer, "texts": texts}


def kept_texts(request: HttpRequest, by: Actor) -> dict[str, str]:
    """What was kept for this page and this person; given once, and to nobody else."""
    kept = request.session.get("kept")
    if kept is None or kept["page"] != request.get_full_path():
        return {}
    del request.session["kept"]
    if kept["writer"] != by.id:
        return {}
    if kept["texts"]:
        messages.info(request, _("Here is what you wrote. It has not been sent yet; files must be chosen again."))
    texts: dict[str, str] = kept["texts"]
    return texts
