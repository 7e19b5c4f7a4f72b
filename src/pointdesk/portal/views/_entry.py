"""How a customer's person comes in: who it is and what time it is, once a request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from pointdesk.customers.queries import person_actor
from pointdesk.kit import clock
from pointdesk.ui.kept import lead_to_sign_in

View = Callable[..., HttpResponseBase]


def for_person(*, page: str = "") -> Callable[[View], View]:
    """Hand the view `by` (the signed-in person of a customer) and `now`.

    The anonymous are asked to sign in: what they sent is kept for the page of that name, which an act without a page
    of its own has to name (`lead_to_sign_in`). Staff and people without a customer find nothing here.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return lead_to_sign_in(request, page=page, kwargs=kwargs)
            by = person_actor(user)
            if by is None:
                raise Http404
            return view(request, *args, by=by, now=clock.now(), **kwargs)

        return enter

    return decorate
