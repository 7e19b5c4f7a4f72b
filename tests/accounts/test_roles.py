import threading

import pytest
from django.db import connection
from tests.accounts.rows import rows
from tests.factories.accounts import actor_of, make_staff

from pointdesk.accounts.actions import change_roles, deactivate
from pointdesk.accounts.errors import LastAdministrator
from pointdesk.accounts.models import User
from pointdesk.accounts.queries import roles_of
from pointdesk.audit.models import Record
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound


def test_roles_become_exactly_these(dora, by_emil, now):
    assert change_roles(user_id=dora.pk, roles=[Role.MANAGER, Role.ACCOUNTANT], by=by_emil, now=now) == {
        Role.MANAGER, Role.ACCOUNTANT,
    }  # fmt: skip
    assert roles_of(dora) == {Role.MANAGER, Role.ACCOUNTANT}
    record = Record.objects.latest("id")
    assert (record.verb, record.data) == ("change_roles", {"before": ["agent"], "after": ["accountant", "manager"]})


def test_the_same_roles_again_change_nothing(dora, by_emil, now):
    before = rows()
    change_roles(user_id=dora.pk, roles=[Role.AGENT], by=by_emil, now=now)
    assert rows() == before


def test_the_last_administrator_stays_one(dora, emil, by_emil, now):
    before = rows()
    with pytest.raises(LastAdministrator) as refusal:
        change_roles(user_id=emil.pk, roles=[Role.MANAGER], by=by_emil, now=now)
    assert refusal.value.facts() == {"user_id": emil.pk}
    with pytest.raises(LastAdministrator):
        deactivate(user_id=emil.pk, by=SYSTEM, now=now)
    assert rows() == before


def test_an_inactive_administrator_does_not_count(dora, emil, by_emil, now):
    change_roles(user_id=dora.pk, roles=[Role.ADMINISTRATOR], by=by_emil, now=now)
    deactivate(user_id=dora.pk, by=by_emil, now=now)
    with pytest.raises(LastAdministrator):
        deactivate(user_id=emil.pk, by=by_emil, now=now)


def test_one_of_two_administrators_may_leave(dora, emil, by_emil, now):
    change_roles(user_id=dora.pk, roles=[Role.ADMINISTRATOR], by=by_emil, now=now)
    change_roles(user_id=emil.pk, roles=[Role.AGENT], by=by_emil, now=now)
    assert (roles_of(dora), roles_of(emil)) == ({Role.ADMINISTRATOR}, {Role.AGENT})


@pytest.mark.parametrize("verb", [change_roles, deactivate], ids=["change_roles", "deactivate"])
def test_only_administrators_decide(verb, dora, emil, now):
    more = {"roles": [Role.AGENT]} if verb is change_roles else {}
    before = rows()
    with pytest.raises(NotAllowed):
        verb(user_id=emil.pk, by=actor_of(dora), now=now, **more)
    assert rows() == before


def test_roles_are_for_staff(anna, by_emil, now):
    before = rows()
    for user_id in (anna.pk, 999_999):
        with pytest.raises(NotFound):
            change_roles(user_id=user_id, roles=[Role.AGENT], by=by_emil, now=now)
    with pytest.raises(InvalidInput):
        change_roles(user_id=anna.pk, roles=[], by=by_emil, now=now)
    assert rows() == before


def test_whoever_is_deactivated_is_signed_out_at_the_next_page(client, dora, by_emil, now):
    client.force_login(dora)
    assert client.get("/accounts/password/change/").status_code == 200
    deactivate(user_id=dora.pk, by=by_emil, now=now)
    assert client.get("/accounts/password/change/").status_code == 302
    assert roles_of(dora) == {Role.AGENT}


def test_deactivating_twice_or_nobody(dora, by_emil, now):
    deactivate(user_id=dora.pk, by=by_emil, now=now)
    before = rows()
    deactivate(user_id=dora.pk, by=by_emil, now=now)
    with pytest.raises(NotFound):
        deactivate(user_id=999_999, by=by_emil, now=now)
    assert rows() == before


def test_two_administrators_who_dismiss_each_other_leave_one(committed_db, now):
    pair = [make_staff(f"{n}@altermarket.example", n, Role.ADMINISTRATOR, now=now) for n in ("ada", "bea")]
    actors = [actor_of(user) for user in pair]
    start, outcomes = threading.Barrier(2), []

    def dismiss(actor, other):
        start.wait()
        try:
            outcomes.append(deactivate(user_id=other.pk, by=actor, now=now))
        except LastAdministrator as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=dismiss, args=pairing) for pairing in zip(actors, reversed(pair), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["LastAdministrator", "None"]
    assert User.objects.filter(is_active=True).count() == 1
