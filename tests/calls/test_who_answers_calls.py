import pytest

from pointdesk.calls.permissions import may_answer, may_move, may_see_pin
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Right, Role

ACTORS = {role.value: Actor(kind=ActorKind.STAFF, id="user:1", label="x", roles=frozenset({role})) for role in Role} | {
    "anna": Actor(kind=ActorKind.PERSON, id="person:1", label="x", customer_id=1, rights=frozenset({Right.OWNER})),
    "bruno": Actor(kind=ActorKind.PERSON, id="person:2", label="x", customer_id=1),
    "shop": Actor(kind=ActorKind.SHOP, id="shop:1", label="x"),
    "pointdesk": SYSTEM,
}


@pytest.mark.parametrize(
    ("predicate", "allowed"),
    [
        (may_answer, {"agent", "manager"}),
        (may_move, {"manager", "administrator", "pointdesk"}),
        (lambda by: may_see_pin(by, 1), {"anna"}),
    ],
    ids=["answer", "move", "see-pin"],
)
def test_who_may(predicate, allowed):
    assert {who for who, actor in ACTORS.items() if predicate(actor)} == allowed
