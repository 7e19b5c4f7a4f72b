import pytest
from tests.factories.cast import DORA, EMIL, anna, bruno, carla

from pointdesk.customers import permissions
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Right, Role

FOTIS = Actor(ActorKind.STAFF, "fotis", "Fotis", roles=frozenset({Role.ACCOUNTANT}))
SHOP = Actor(ActorKind.SHOP, "shop:main", "main")
SPENDER = bruno(1, Right.SPEND)

EVERYONE = {
    "anna": anna(1), "bruno": bruno(1), "spender": SPENDER, "carla": carla(2), "dora": DORA, "emil": EMIL,
    "fotis": FOTIS, "shop": SHOP, "system": SYSTEM,
}  # fmt: skip


@pytest.mark.parametrize(
    ("allowed", "verb"),
    [
        ({"anna", "bruno", "spender", "dora", "emil", "fotis", "system"}, lambda by: permissions.may_see(by, 1)),
        ({"anna", "spender", "dora", "emil", "system"}, lambda by: permissions.may_spend(by, 1)),
        ({"anna", "dora", "emil", "system"}, lambda by: permissions.may_change_people(by, 1)),
        ({"dora", "emil", "shop", "system"}, permissions.may_register),
        ({"dora", "emil", "shop", "system"}, permissions.may_record_ownership),
        ({"emil", "system"}, permissions.may_vouch),
        ({"emil", "system"}, permissions.may_merge),
    ],
    ids=["see", "spend", "change-people", "register", "record-ownership", "vouch", "merge"],
)
def test_who_may(allowed, verb):
    assert {name for name, actor in EVERYONE.items() if verb(actor)} == allowed
