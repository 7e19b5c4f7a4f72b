"""What someone wrote and could not send where they were: kept in their session for the page that takes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

LONGEST_KEPT = 200_000
"""Characters of one field: twice what any form takes, so that what is too long comes back whole."""

NOT_KEPT = {
    "csrfmiddlewaretoken", "writer", "key", "next", "seen", "shown", "expected_step", "rehearsed", "do", "preview",
    "then", "offer", "answer", "password", "pin",
}  # fmt: skip
"""Fields that say what the page had shown or which button was pressed, and secrets; also behind a form's number."""

Texts = dict[str, Any]
"""Fields by name, as an initial value of a form: a text, or the list of those that were sent under one name."""


def lead_to_sign_in(
    request: HttpRequest, *, page: str = "", kwargs: dict[str, Any] | None = None
) -> HttpResponseRedirect:
    """Ask the anonymous to sign in, and lead them back to what they wanted to see.

    Where they sent a form nothing is done: what stood in it is kept, and sign-in leads to the page of that name (the
    form's own address without one), which gives it to whoever wrote it (`kept_texts`). The form says in its hidden
    field "writer" who that is; nothing is kept of one that does not. Files are not kept.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    back = _address(request, page, kwargs or {})
    texts = _written(request)
    if request.POST.get("writer") and any(texts.values()):
        match = request.resolver_match
        keep(request, back, request.POST["writer"], texts, form=match.url_name or "" if match else "")
    messages.warning(request, _("Your session has ended and nothing was sent. Sign in again to go on."))
    return redirect_to_login(back)


def keep(request: HttpRequest, page: str, writer: str, texts: Texts, *, form: str = "") -> None:
    """Keep texts for the page at that address and the person whose actor's id is `writer`. `form` is the name of the
    address that they were meant for."""
    request.session["kept_texts"] = {"page": page, "writer": writer, "form": form, "texts": texts}


def kept_forms(request: HttpRequest, writer: str) -> dict[str, Texts]:
    """The texts that were kept for this page and this writer, under the name of their form; given once, when the page
    is looked at, and to nobody else. Empty where nothing was."""
    kept = request.session.get("kept_texts")
    if request.method == "POST" or kept is None or kept["page"] != request.get_full_path():
        return {}
    del request.session["kept_texts"]
    if kept["writer"] != writer or not kept["texts"]:
        return {}
    messages.info(request, _("Here is what you wrote. It has not been sent yet; files must be chosen again."))
    return {kept["form"]: kept["texts"]}


def kept_texts(request: HttpRequest, writer: str) -> Texts:
    """As `kept_forms`, for a page with one form."""
    return next(iter(kept_forms(request, writer).values()), {})


def _address(request: HttpRequest, page: str, kwargs: dict[str, Any]) -> str:
    """The page of that name about what the address is about, or about nothing in particular."""
    if not page:
        return request.get_full_path()
    try:
        path = reverse(page, kwargs=kwargs)
    except NoReverseMatch:
        path = reverse(page)
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _written(request: HttpRequest) -> Texts:
    """All that was written or chosen. Unchecked boxes are not sent, so an empty field is kept as empty."""
    texts: Texts = {}
    for name, values in request.POST.lists():
        if name.lstrip("-0123456789") not in NOT_KEPT:
            cut = [value[:LONGEST_KEPT] for value in values]
            texts[name] = cut[0] if len(cut) == 1 else cut
    return texts
