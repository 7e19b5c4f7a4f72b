"""How a customer's person comes in: who it is and what time it is, once a request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from pointdesk.accounts.models import User
from pointdesk.customers.queries import person_actor
from pointdesk.kit import clock


def for_person(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand the view `by` (the signed-in person of a customer) and `now`.

    The anonymous are asked to sign in; staff and people without a customer find nothing here.
    """

    @login_required
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        by = person_actor(user) if isinstance(user, User) else None
        if by is None:
            raise Http404
        return view(request, *args, by=by, now=clock.now(), **kwargs)

    return enter
