"""A helpdesk left to chance: verbs by anyone, in any order, over weeks. What must always hold is checked after each."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from tests.factories.tickets import Helpdesk, make_helpdesk

from pointdesk.charges.queries import discrepancies
from pointdesk.kit.errors import DomainError
from pointdesk.tickets import actions
from pointdesk.tickets.models import Message, Ticket
from pointdesk.tickets.queries import conversation_for_customer, conversation_for_staff
from pointdesk.tickets.tasks import close_solved

STEPS = 150
POINTS = 400


class Chance:
    """One run: what happened is counted, what was said is remembered."""

    def __init__(self, seed: int, desk: Helpdesk) -> None:
        self.random, self.desk = Random(seed), desk  # noqa: S311 -- a run must be repeatable
        self.done: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        desk.open(body="first")
        self.said["first"] += 1

    def worker(self):
        """Mostly somebody who may."""
        return self.random.choice([self.desk.dora, self.desk.emil, self.desk.dora, self.desk.emil, self.desk.anna])

    def ticket(self) -> Ticket:
        return self.random.choice(list(Ticket.objects.order_by("id")))

    def somebody(self):
        return self.random.choice([self.desk.anna, self.desk.bruno, self.desk.dora, self.desk.emil])

    def step(self) -> None:
        verb = self.random.choice(VERBS)
        try:
            verb(self, self.desk)
            self.done[verb.__name__.removesuffix("_")] += 1
        except DomainError as refusal:
            self.done[refusal.code] += 1
        self.check()

    def check(self) -> None:
        desk = self.desk
        tickets = list(Ticket.objects.select_related("charge"))
        for ticket in tickets:
            assert (ticket.state == "closed") == (ticket.closed_at is not None) == bool(ticket.charge.settled_at)
            assert ticket.state != "solved" or ticket.solved_at is not None
            assert ticket.merged_into_id is None or ticket.charge.charged == 0
        assert desk.available + sum(ticket.charge.charged for ticket in tickets) == POINTS
        survivors = [ticket.pk for ticket in tickets if ticket.merged_into_id is None]
        lines = [line for pk in survivors for line in conversation_for_staff(pk)]
        assert Counter(line.body for line in lines if line.kind != "fact") == self.said
        shown = [line for pk in survivors for line in conversation_for_customer(pk)]
        assert [line for line in lines if line.kind != "note"] == shown


def open_(chance, desk):
    body = f"opened {sum(chance.said.values())}"
    desk.open(by=chance.somebody(), body=body, agreed_up_to=chance.random.choice([None, None, 30, 0]))
    chance.said[body] += 1


def reply(chance, desk):
    body, ticket = f"said {sum(chance.said.values())}", chance.ticket()
    automatic = chance.random.random() < 0.2
    before = ticket.state, ticket.solved_at, ticket.closed_at
    desk.reply(ticket, by=chance.somebody(), body=body, automatic=automatic)
    chance.said[body] += 1
    if automatic:
        ticket.refresh_from_db()
        assert (ticket.state, ticket.solved_at, ticket.closed_at) == before


def add_note(chance, desk):
    body = f"noted {sum(chance.said.values())}"
    actions.add_note(ticket_id=chance.ticket().pk, body=body, by=chance.worker(), now=desk.now)
    chance.said[body] += 1


def price(chance, desk):
    desk.price(chance.ticket(), chance.random.choice(["level-0", "level-1", "level-2", "level-3", "level-4"]))


def take(chance, desk):
    actions.take(ticket_id=chance.ticket().pk, by=chance.worker(), now=desk.now)


def hold(chance, desk):
    actions.hold(ticket_id=chance.ticket().pk, by=chance.worker(), now=desk.now)


def resume(chance, desk):
    actions.resume(ticket_id=chance.ticket().pk, by=chance.worker(), now=desk.now)


def solve(chance, desk):
    actions.solve(ticket_id=chance.ticket().pk, by=chance.worker(), now=desk.now)


def close(chance, desk):
    if chance.random.random() < 0.5:
        reason = chance.random.choice(["", "As agreed"])
        actions.close(ticket_id=chance.ticket().pk, by=chance.somebody(), now=desk.now, reason=reason)


def reopen(chance, desk):
    actions.reopen(ticket_id=chance.ticket().pk, by=chance.somebody(), now=desk.now)


def split(chance, desk):
    ticket = chance.ticket()
    messages = list(Message.objects.filter(ticket=ticket).exclude(kind="fact").order_by("id"))
    moving = chance.random.sample(messages, chance.random.randint(0, len(messages)))
    actions.split(
        ticket_id=ticket.pk, message_ids=[m.pk for m in moving], subject="Second", by=chance.worker(), now=desk.now
    )


def merge(chance, desk):
    into = chance.random.choice(list(Ticket.objects.standing().order_by("id")))
    actions.merge(ticket_id=chance.ticket().pk, into_id=into.pk, by=chance.worker(), now=desk.now)


def undo_merge(chance, desk):
    merged = Ticket.objects.exclude(merged_into=None).order_by("id").first() or chance.ticket()
    actions.undo_merge(ticket_id=merged.pk, by=chance.worker(), now=desk.now)


def wait(chance, desk):
    desk.now += timedelta(hours=chance.random.randint(1, 60))


def night(chance, desk):
    close_solved(desk.now)


VERBS = [open_, reply, reply, add_note, price, price, take, hold, resume, solve, solve, close, reopen, split, merge,
         undo_merge, wait, wait, night]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_left_to_chance(db, now, seed):
    desk = make_helpdesk(POINTS, now=now)
    chance = Chance(seed, desk)
    for _ in range(STEPS):
        chance.step()
    assert discrepancies() == []
    # A run that never got anywhere would prove nothing.
    names = {verb.__name__.removesuffix("_") for verb in VERBS}
    assert names - set(chance.done) == set()
    assert {"TicketClosed", "NotFound", "NotAllowed"} - set(chance.done) == set()
