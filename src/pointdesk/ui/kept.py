"""What someone wrote and could not send where they were: kept in their session for the page that takes it."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]

LONGEST_KEPT = 200_000
"""Characters of one field: twice what any form takes, so that what is too long comes back whole."""


def keeps_texts(fields: Collection[str], *, page: str = "", form: str = "") -> Callable[[View], View]:
    """A view that takes a form of the page of that name (its own page, without one).

    Where nobody is signed in any more nothing is done: the texts in `fields` are kept, and the sender is led through
    sign-in back to the page, which gives them to whoever wrote them (`kept_texts`). The form says in its hidden field
    "writer" who that is; `form` names it where the page has several. Files are not kept.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST" or request.user.is_authenticated:
                return view(request, *args, **kwargs)
            back = reverse(page, kwargs=kwargs) if page else request.get_full_path()
            texts = {name: request.POST[name][:LONGEST_KEPT] for name in fields if request.POST.get(name)}
            keep(request, back, request.POST.get("writer", ""), texts, form=form)
            messages.warning(request, _("Your session has ended and nothing was sent. Sign in again to go on."))
            return redirect_to_login(back)

        return enter

    return decorate


def keep(request: HttpRequest, page: str, writer: str, texts: dict[str, str], *, form: str = "") -> None:
    """Keep texts for the page at that address and the person whose actor's id is `writer`."""
    request.session["kept_texts"] = {"page": page, "writer": writer, "form": form, "texts": texts}


def kept_texts(request: HttpRequest, writer: str) -> tuple[str, dict[str, str]]:
    """The name of the form and the texts that were kept for this page and this writer; given once, and to nobody
    else. Empty where nothing was."""
    kept = request.session.get("kept_texts")
    if kept is None or kept["page"] != request.get_full_path():
        return "", {}
    del request.session["kept_texts"]
    if kept["writer"] != writer or not kept["texts"]:
        return "", {}
    messages.info(request, _("Here is what you wrote. It has not been sent yet; files must be chosen again."))
    return kept["form"], kept["texts"]
