"""How a member of staff comes in: who it is and what time it is, once a request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from pointdesk.accounts.models import User
from pointdesk.accounts.queries import staff_actor
from pointdesk.kit import clock
from pointdesk.kit.actors import Role
from pointdesk.kit.errors import NotAllowed

View = Callable[..., HttpResponseBase]


def for_staff(*roles: Role) -> Callable[[View], View]:
    """Hand the view `by` (the signed-in member of staff) and `now`; with `roles`, only to who has one of them.

    The anonymous are asked to sign in; customers' people find nothing here. Raises NotAllowed for staff without a
    role asked for (the pages' middleware says so).
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            by = staff_actor(user) if isinstance(user, User) else None
            if by is None:
                raise Http404
            if roles and not by.has_role(*roles):
                raise NotAllowed(verb=view.__name__)
            return view(request, *args, by=by, now=clock.now(), **kwargs)

        return enter

    return decorate
