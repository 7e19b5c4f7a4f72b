"""Every verb against everyone: what is asked of a ticket of Anna's, by whom, and how it is answered."""

import pytest
from django.db import transaction
from tests.factories.rows import every_row
from tests.factories.tickets import make_agent, make_carla, make_person

from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.tickets import actions

VERBS = {
    "reply": lambda t, facts: actions.reply(ticket_id=t["open"].pk, body="x", **facts),
    "close": lambda t, facts: actions.close(ticket_id=t["open"].pk, reason="x", **facts),
    "reopen": lambda t, facts: actions.reopen(ticket_id=t["closed"].pk, **facts),
    "add_note": lambda t, facts: actions.add_note(ticket_id=t["open"].pk, body="x", **facts),
    "assign": lambda t, facts: actions.assign(ticket_id=t["open"].pk, assignee_id=t["agent"], **facts),
    "take": lambda t, facts: actions.take(ticket_id=t["open"].pk, **facts),
    "hold": lambda t, facts: actions.hold(ticket_id=t["open"].pk, **facts),
    "resume": lambda t, facts: actions.resume(ticket_id=t["open"].pk, **facts),
    "solve": lambda t, facts: actions.solve(ticket_id=t["open"].pk, **facts),
    "split": lambda t, facts: actions.split(ticket_id=t["open"].pk, message_ids=[], subject="x", **facts),
    "merge": lambda t, facts: actions.merge(ticket_id=t["open"].pk, into_id=t["other"].pk, **facts),
    "undo_merge": lambda t, facts: actions.undo_merge(ticket_id=t["merged"].pk, **facts),
    "link": lambda t, facts: actions.link(ticket_id=t["open"].pk, other_id=t["other"].pk, **facts),
    "unlink": lambda t, facts: actions.unlink(ticket_id=t["open"].pk, other_id=t["other"].pk, **facts),
    "move_to_customer": lambda t, facts: actions.move_to_customer(
        from_customer_id=t["open"].customer_id, to_customer_id=t["to"], **facts
    ),
}
SPEAKING = {"reply", "close", "reopen"}
WORKING = set(VERBS) - SPEAKING - {"move_to_customer"}

# who: (verbs that are done, verbs that find no ticket); the rest is not allowed
TABLE = {
    "anna": (SPEAKING, set()),
    "seer": (SPEAKING, set()),
    "bruno": (set(), SPEAKING),
    "carla": (set(), SPEAKING),
    "agent": (SPEAKING | WORKING, set()),
    "manager": (set(VERBS), set()),
    "accountant": (set(), set()),
    "administrator": ({"move_to_customer"}, set()),
    "pointdesk": (SPEAKING | {"add_note", "move_to_customer"}, set()),
    "shop": (set(), set()),
}


def cast(desk, now) -> dict[str, Actor]:
    return {
        "anna": desk.anna,
        "seer": make_person(desk.customer, "Sofia", now=now, sees_all_tickets=True),
        "bruno": desk.bruno,
        "carla": make_carla(now=now),
        "agent": desk.dora,
        "manager": desk.emil,
        "accountant": make_agent("Fani", Role.ACCOUNTANT, now=now),
        "administrator": make_agent("Giota", Role.ADMINISTRATOR, now=now),
        "pointdesk": SYSTEM,
        "shop": Actor(kind=ActorKind.SHOP, id="shop:1", label="Shop"),
    }


@pytest.mark.parametrize("verb", VERBS)
def test_who_may(desk, now, verb):
    t = {
        "open": desk.priced("level-1"), "other": desk.open(), "closed": desk.closed("level-1"), "merged": desk.open(),
        "agent": desk.dora.number, "to": make_carla(now=now).customer_id,
    }  # fmt: skip
    actions.merge(ticket_id=t["merged"].pk, into_id=t["other"].pk, by=desk.dora, now=now)
    answers = {who: answer(verb, t, by, now) for who, by in cast(desk, now).items()}
    assert answers == {
        who: "done" if verb in done else "NotFound" if verb in finds_none else "NotAllowed"
        for who, (done, finds_none) in TABLE.items()
    }


def answer(verb, t, by, now) -> str:
    """What a verb answers to an actor; whatever it did is undone, and a refusal has done nothing."""
    before = every_row()
    with transaction.atomic():
        try:
            VERBS[verb](t, {"by": by, "now": now})
            return "done"
        except (NotFound, NotAllowed) as refusal:
            return refusal.code if every_row() == before else "refused, and yet something was written"
        finally:
            transaction.set_rollback(True)
