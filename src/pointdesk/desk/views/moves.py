"""What is done with a ticket at one press: each calls one action and leads back to the ticket, or says why not."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from pointdesk.desk.views._entry import for_staff
from pointdesk.desk.views.conversation import draw, to_ticket
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import DomainError, NotAllowed, NotFound
from pointdesk.tickets.actions import assign, hold, link, reopen, resume, solve, take, undo_merge, unlink
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.queries import ticket_for
from pointdesk.ui.numbers import numbered
from pointdesk.ui.refusals import sentence

Act = Callable[..., object]


@require_POST
@for_staff(page="desk:ticket")
def take_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Take a ticket that nobody has."""
    return _move(request, number, take, by=by, now=now)


@require_POST
@for_staff(page="desk:ticket")
def assign_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Give the ticket to an agent, or to nobody."""
    chosen = request.POST.get("assignee", "")
    assignee_id = numbered(chosen)
    if assignee_id is None and chosen != "nobody":
        raise BadRequest
    return _move(request, number, assign, by=by, now=now, assignee_id=assignee_id)


@require_POST
@for_staff(page="desk:ticket")
def hold_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Put the ticket on hold."""
    return _move(request, number, hold, by=by, now=now)


@require_POST
@for_staff(page="desk:ticket")
def resume_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Go on with a ticket on hold."""
    return _move(request, number, resume, by=by, now=now)


@require_POST
@for_staff(page="desk:ticket")
def solve_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Call the ticket solved; refused while nobody has said what it costs."""
    return _move(request, number, solve, by=by, now=now)


@require_POST
@for_staff(page="desk:ticket")
def reopen_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Open a solved or closed ticket again."""
    return _move(request, number, reopen, by=by, now=now)


@require_POST
@for_staff(page="desk:ticket")
def undo_merge_of(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Let a merged ticket stand on its own again; leads to it."""
    return _move(request, number, undo_merge, by=by, now=now)


@require_POST
@for_staff(page="desk:ticket")
def link_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Note that another ticket has to do with this one."""
    return _move(request, number, link, by=by, now=now, other_id=_other(request, by))


@require_POST
@for_staff(page="desk:ticket")
def unlink_ticket(request: HttpRequest, number: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Take such a note back."""
    return _move(request, number, unlink, by=by, now=now, other_id=_other(request, by))


def _move(
    request: HttpRequest, number: int, act: Act, *, by: Actor, now: datetime, **facts: int | None
) -> HttpResponse:
    ticket = ticket_for(by, number=number)
    try:
        act(ticket_id=ticket.pk, by=by, now=now, **facts)
    except (NotAllowed, NotFound):
        raise
    except DomainError as refusal:
        return draw(request, _standing(ticket, by), by=by, now=now, refusal=sentence(refusal), status=422)
    return to_ticket(number)


def _standing(ticket: Ticket, by: Actor) -> Ticket:
    """The ticket as it is now, or the one that it was merged into."""
    fresh = ticket_for(by, number=ticket.number)
    return fresh.merged_into or fresh


def _other(request: HttpRequest, by: Actor) -> int:
    text = request.POST.get("other", "").strip().removeprefix("#")
    number = numbered(text)
    if number is None:
        raise NotFound(kind="ticket", ref=text)
    return ticket_for(by, number=number).pk
