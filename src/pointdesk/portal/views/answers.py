"""The personal link in a mail: a price is answered without signing in (P15, P17)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pointdesk.customers.queries import actor_of_person
from pointdesk.kit import clock
from pointdesk.kit.errors import NotFound
from pointdesk.notifications.errors import LinkExpired, LinkInvalid
from pointdesk.notifications.queries import Purpose, read_link_token
from pointdesk.portal.forms.ticket import AnswerForm
from pointdesk.portal.pages.answers import build_answer
from pointdesk.tickets.actions import accept_price, decline_price
from pointdesk.ui.refusals import refusing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The question, and the answer. Only sending the form acts: programs that follow the links of mails answer
    nothing. A link that has ended, or was never one, says so."""
    now = clock.now()
    try:
        claim = read_link_token(token, purpose=Purpose.ANSWER_OFFER, now=now)
        by = actor_of_person(claim.person_id)
        if by is None:
            raise NotFound(kind="person", ref=str(claim.person_id))
        page = build_answer(by, now, offer_id=claim.offer_id, language=get_language() or "en")
    except LinkExpired as expired:
        return render(request, "portal/tickets/answer_gone.html", {"until": expired.until}, status=410)
    except (LinkInvalid, NotFound):
        return render(request, "portal/tickets/answer_gone.html", {"until": None}, status=404)
    form = AnswerForm.sent(request.POST)
    if request.method == "POST" and form.is_valid():
        with refusing(form):
            act = accept_price if form.cleaned_data["answer"] == "accept" else decline_price
            act(offer_id=claim.offer_id, by=by, now=now, key=form.cleaned_data["key"])
            return redirect("portal:offer", token=token)
        page = build_answer(by, now, offer_id=claim.offer_id, language=get_language() or "en")
    posted = request.method == "POST"
    context = {"page": page, "answer": AnswerForm.shown_to(by), "refused": form if posted else None}
    return render(request, "portal/tickets/answer.html", context, status=422 if posted else 200)
