from collections.abc import Sequence
from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.charges.actions import unsettle
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import NotAllowed
from pointdesk.outbox.actions import publish
from pointdesk.tickets.actions._writing import move_on
from pointdesk.tickets.actions.reply import reply
from pointdesk.tickets.errors import ReopenTooLate
from pointdesk.tickets.events import TicketReopened
from pointdesk.tickets.models import Ticket
from pointdesk.tickets.permissions import may_speak
from pointdesk.tickets.queries import locked_ticket, reopen_until
from pointdesk.tickets.rules import Attachment, Move, Via, WorkState, body_of
from pointdesk.vendor.queries import policies


def reopen(
    *, ticket_id: int, by: Actor, now: datetime, body: str = "", via: str = Via.WEB, key: str | None = None,
    files: Sequence[Attachment] = (),
) -> Ticket:  # fmt: skip
    """Open a solved or closed ticket again, with a word or without (P16). It costs nothing; its price may rise again,
    under the customer's consent (ruling 19). `files` come with the word. On an open ticket only the word is added.

    Raises NotAllowed, NotFound, InvalidInput, TicketMerged, ReopenTooLate, SameKeyOtherRequest (of the word).
    """
    if not may_speak(by):
        raise NotAllowed("reopen")
    body = body_of(body, least=0)
    with writing():
        ticket = locked_ticket(ticket_id, by=by)
        was = ticket.work
        if was is WorkState.CLOSED:
            last_day = reopen_until(ticket)
            if day_of(now, policies().zone) > last_day:
                raise ReopenTooLate(ticket=ticket.number, last_day=last_day)
            unsettle(charge_id=ticket.charge_id, by=by, now=now)
        if was in (WorkState.SOLVED, WorkState.CLOSED):
            move_on(ticket, Move.REOPEN, now=now)
            record("reopen", by=by, subject=("ticket", ticket.number), now=now, data={"was": was.value})
            publish(
                TicketReopened(
                    ticket_id=ticket.pk, number=ticket.number, customer_id=ticket.customer_id, was=was.value
                ),
                now=now,
            )
        if body:
            reply(ticket_id=ticket.pk, body=body, by=by, now=now, via=via, key=key, files=files)
            ticket.refresh_from_db(fields=["state", "active_at"])
    return ticket
