"""Conversations: opening, splitting, merging, answering, closing."""

from datetime import datetime

from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import WHY, Stage
from pointdesk.play.stage.world import AGENT
from pointdesk.tickets import actions as tickets


def open_(verb: verbs.Open, stage: Stage, now: datetime) -> None:
    """By the customer themselves, or by the agent who answers the telephone."""
    customer_id = stage.customer(verb.customer, now)
    owner = stage.owner(customer_id, now)
    by = stage.staff(AGENT, now) if verb.via == "phone" else stage.person(customer_id, now)
    ticket = tickets.open_ticket(
        customer_id=customer_id, line_id=stage.line(verb.product), subject=f"Ticket {verb.ticket}", body=WHY, by=by,
        now=now, via=verb.via, requester_id=owner.pk, agreed_up_to=verb.cap, price_first=verb.price_first,
        urgent=verb.urgent,
    )  # fmt: skip
    stage.tickets[verb.ticket] = ticket.pk


def split(verb: verbs.Split, stage: Stage, now: datetime) -> None:
    """The agent gives the second issue a ticket of its own."""
    new = tickets.split(
        ticket_id=stage.tickets[verb.ticket], message_ids=[], subject=f"Ticket {verb.into}",
        by=stage.staff(AGENT, now), now=now,
    )  # fmt: skip
    stage.tickets[verb.into] = new.pk


def merge(verb: verbs.Merge, stage: Stage, now: datetime) -> None:
    """The agent finds that two tickets are one issue."""
    tickets.merge(
        ticket_id=stage.tickets[verb.ticket], into_id=stage.tickets[verb.into], by=stage.staff(AGENT, now), now=now
    )


def undo_merge(verb: verbs.UndoMerge, stage: Stage, now: datetime) -> None:
    """They were two after all."""
    tickets.undo_merge(ticket_id=stage.tickets[verb.ticket], by=stage.staff(AGENT, now), now=now)


def reply(verb: verbs.Reply, stage: Stage, now: datetime) -> None:
    """Somebody writes, or their mail program does."""
    tickets.reply(
        ticket_id=stage.tickets[verb.ticket], body=WHY, by=stage.speaker(verb.by, verb.ticket, now), now=now,
        automatic=verb.automatic,
    )  # fmt: skip


def solve(verb: verbs.Solve, stage: Stage, now: datetime) -> None:
    """Staff says that the issue is solved."""
    tickets.solve(ticket_id=stage.tickets[verb.ticket], by=stage.staff(verb.by, now), now=now)


def close(verb: verbs.Close, stage: Stage, now: datetime) -> None:
    """Staff (or the customer) closes at once."""
    tickets.close(
        ticket_id=stage.tickets[verb.ticket], by=stage.speaker(verb.by, verb.ticket, now), now=now, reason=WHY
    )


def reopen(verb: verbs.Reopen, stage: Stage, now: datetime) -> None:
    """The customer (or staff) reopens."""
    tickets.reopen(ticket_id=stage.tickets[verb.ticket], by=stage.speaker(verb.by, verb.ticket, now), now=now)
