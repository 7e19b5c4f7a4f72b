"""How a member of staff comes in: who it is, what time it is, and the frame of the page, once a request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from pointdesk.accounts.queries import staff_actor
from pointdesk.desk.pages.rail import RailLink, build_rail
from pointdesk.kit import clock
from pointdesk.kit.actors import Actor, Role
from pointdesk.kit.errors import NotAllowed
from pointdesk.ui.kept import lead_to_sign_in

View = Callable[..., HttpResponseBase]

DENSITIES = ("compact", "roomy")
DENSITY_COOKIE, KEYS_COOKIE = "desk_density", "desk_keys"


@dataclass
class Frame:
    """What stands around every page of the desk. The rail is counted only when a page shows it."""

    by: Actor
    now: datetime
    density: str
    keys: bool

    @property
    def manages(self) -> bool:
        """Whether the reader decides and sets prices."""
        return self.by.has_role(Role.MANAGER, Role.ADMINISTRATOR)

    @property
    def answers(self) -> bool:
        """Whether the reader has to do with what customers are told."""
        return self.by.has_role(Role.AGENT, Role.MANAGER, Role.ADMINISTRATOR)

    @cached_property
    def rail(self) -> tuple[RailLink, ...]:
        """The lists of tickets, with counts."""
        return build_rail(self.by, self.now)


def for_staff(*roles: Role, page: str = "") -> Callable[[View], View]:
    """Hand the view `by` (the signed-in member of staff) and `now`; with `roles`, only to who has one of them.

    The anonymous are asked to sign in: what they sent is kept for the page of that name, which an act without a page
    of its own has to name (`lead_to_sign_in`). Customers' people find nothing here. Raises NotAllowed for staff without
    a role asked for (the pages' middleware says so).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return lead_to_sign_in(request, page=page, kwargs=kwargs)
            by = staff_actor(user)
            if by is None:
                raise Http404
            if roles and not by.has_role(*roles):
                raise NotAllowed(verb=view.__name__)
            now = clock.now()
            request.desk = _frame(request, by, now)  # type: ignore[attr-defined]  # read by desk/base.html
            return view(request, *args, by=by, now=now, **kwargs)

        return enter

    return decorate


def _frame(request: HttpRequest, by: Actor, now: datetime) -> Frame:
    density = request.COOKIES.get(DENSITY_COOKIE, "")
    return Frame(
        by=by,
        now=now,
        density=density if density in DENSITIES else DENSITIES[0],
        keys=request.COOKIES.get(KEYS_COOKIE) != "off",
    )
