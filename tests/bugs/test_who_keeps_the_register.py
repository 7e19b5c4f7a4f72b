import pytest

from pointdesk.bugs.permissions import may_keep_register, may_link
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Right, Role

STAFF = {role.value: Actor(kind=ActorKind.STAFF, id="user:1", label="x", roles=frozenset({role})) for role in Role}
OTHERS = {
    "owner": Actor(kind=ActorKind.PERSON, id="person:1", label="x", customer_id=1, rights=frozenset({Right.OWNER})),
    "shop": Actor(kind=ActorKind.SHOP, id="shop:1", label="x"),
    "pointdesk": SYSTEM,
}


@pytest.mark.parametrize("predicate", [may_keep_register, may_link])
def test_who_may(predicate):
    allowed = {who for who, actor in (STAFF | OTHERS).items() if predicate(actor)}
    assert allowed == {"agent", "manager"} | ({"pointdesk"} if predicate is may_link else set())
