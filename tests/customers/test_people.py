from datetime import timedelta

import pytest
from tests.factories.accounts import make_staff
from tests.factories.cast import DORA, EMIL, anna, bruno, carla
from tests.factories.customers import make_customer
from tests.factories.people import make_person

from pointdesk.accounts.models import User
from pointdesk.audit.models import Record
from pointdesk.customers import queries
from pointdesk.customers.actions import (
    add_person,
    change_customer,
    change_person,
    change_rights,
    deactivate_person,
    invite_person,
    reactivate_person,
    verify_email,
)
from pointdesk.customers.errors import LastOwner, PersonExists, PersonInactive, SignsInElsewhere
from pointdesk.customers.models import Person
from pointdesk.kit.actors import SYSTEM, Right
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.outbox.models import StoredEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme(now):
    return make_customer("Acme", country="GR", language="el", now=now)


def state():
    return list(Person.objects.order_by("id").values()), Record.objects.count(), User.objects.count()


def test_an_owner_adds_colleagues_who_speak_the_customers_language(acme, now):
    person = add_person(
        customer_id=acme.pk, name="Bruno", email="Bruno@Acme.example", phone="210 9565421", by=anna(acme.pk), now=now
    )
    assert (person.email, person.phone, person.language) == ("bruno@acme.example", "+302109565421", "el")
    assert (person.is_owner, person.sees_all_tickets, person.may_spend, person.is_active) == (False, False, True, True)


def test_one_person_per_address(acme, now):
    person = make_person(acme, "Bruno", now=now)
    before = state()
    with pytest.raises(PersonExists) as refused:
        add_person(customer_id=acme.pk, name="B", email=person.email.upper(), by=DORA, now=now)
    assert (refused.value.email, refused.value.person_id, state()) == (person.email, person.pk, before)


@pytest.mark.parametrize("verb", ["add", "rights", "deactivate", "reactivate", "invite", "customer"])
def test_colleagues_without_the_right_are_refused_and_strangers_find_nothing(acme, now, verb):
    person = make_person(acme, "Anna", now=now)
    make_person(acme, "Zoe", is_owner=True, now=now)
    act = {
        "add": lambda by: add_person(customer_id=acme.pk, name="X", email="x@acme.example", by=by, now=now),
        "rights": lambda by: change_rights(person_id=person.pk, may_spend=False, by=by, now=now),
        "deactivate": lambda by: deactivate_person(person_id=person.pk, by=by, now=now),
        "reactivate": lambda by: reactivate_person(person_id=person.pk, by=by, now=now),
        "invite": lambda by: invite_person(person_id=person.pk, by=by, now=now),
        "customer": lambda by: change_customer(customer_id=acme.pk, name="Mine", by=by, now=now),
    }[verb]
    before = state()
    with pytest.raises(NotAllowed):
        act(bruno(acme.pk, Right.SPEND, Right.SEE_ALL_TICKETS))
    with pytest.raises(NotFound):
        act(carla(acme.pk + 1))
    assert state() == before


def test_everyone_changes_their_own_name_phone_and_language(acme, now):
    person = make_person(acme, "Bruno", now=now)
    change_person(person_id=person.pk, name="Bruno B.", language="en", by=queries.person_as_actor(person), now=now)
    person.refresh_from_db()
    assert (person.name, person.language) == ("Bruno B.", "en")
    before = state()
    change_person(person_id=person.pk, name="Bruno B.", by=queries.person_as_actor(person), now=now)
    with pytest.raises(NotAllowed):
        change_person(person_id=person.pk, name="B", by=bruno(acme.pk), now=now)
    with pytest.raises(InvalidInput):
        change_person(person_id=person.pk, phone="n/a", by=DORA, now=now)
    assert state() == before


def test_rights_change_one_by_one(acme, now):
    person = make_person(acme, "Bruno", now=now)
    changed = change_rights(person_id=person.pk, sees_all_tickets=True, may_spend=False, by=anna(acme.pk), now=now)
    assert (changed.is_owner, changed.sees_all_tickets, changed.may_spend) == (False, True, False)
    assert Record.objects.last().data == {"sees_all_tickets": True, "may_spend": False}
    before = state()
    change_rights(person_id=person.pk, sees_all_tickets=True, by=anna(acme.pk), now=now)
    assert state() == before


def test_a_customer_keeps_an_owner(acme, now):
    person = make_person(acme, "Anna", now=now)
    before = state()
    for act in (
        lambda: change_rights(person_id=person.pk, is_owner=False, by=DORA, now=now),
        lambda: deactivate_person(person_id=person.pk, by=anna(acme.pk), now=now),
    ):
        with pytest.raises(LastOwner) as refused:
            act()
        assert refused.value.person_id == person.pk
    assert state() == before
    second = make_person(acme, "Zoe", is_owner=True, now=now)
    change_rights(person_id=person.pk, is_owner=False, by=DORA, now=now)
    assert list(queries.owners(acme.pk)) == [second]


def test_deactivating_and_reactivating_twice_changes_nothing(acme, now):
    person = make_person(acme, "Bruno", now=now)
    for act, active in ((deactivate_person, False), (reactivate_person, True)):
        act(person_id=person.pk, by=DORA, now=now)
        before = state()
        act(person_id=person.pk, by=DORA, now=now)
        person.refresh_from_db()
        assert (person.is_active, state()) == (active, before)


def test_only_managers_and_pointdesk_vouch_for_a_mailbox(acme, now):
    person = make_person(acme, "Bruno", now=now)
    for actor in (DORA, anna(acme.pk), queries.person_as_actor(person)):
        with pytest.raises(NotAllowed):
            verify_email(person_id=person.pk, by=actor, now=now)
    verify_email(person_id=person.pk, by=SYSTEM, now=now)
    before = state()
    verify_email(person_id=person.pk, by=EMIL, now=now)
    person.refresh_from_db()
    assert (person.email_verified, state()) == (True, before)
    with pytest.raises(NotFound):
        verify_email(person_id=person.pk + 1, by=EMIL, now=now)


def test_an_invited_person_can_sign_in_and_acts_with_their_rights(acme, now):
    person = make_person(acme, "Bruno", sees_all_tickets=True, may_spend=False, language="el", now=now)
    invited = invite_person(person_id=person.pk, by=anna(acme.pk), now=now)
    assert (invited.user.email, invited.user.language) == (person.email, "el")
    assert StoredEvent.objects.filter(name="PasswordLinkAsked").count() == 1
    actor = queries.actor_of(invited.user)
    assert actor == queries.person_actor(invited.user) == queries.person_as_actor(person)
    assert (actor.id, actor.customer_id, actor.rights) == (
        f"person:{person.pk}", acme.pk, frozenset({Right.SEE_ALL_TICKETS}),
    )  # fmt: skip
    deactivate_person(person_id=person.pk, by=DORA, now=now)
    assert queries.actor_of(invited.user) is None
    with pytest.raises(PersonInactive):
        invite_person(person_id=person.pk, by=DORA, now=now)


def test_inviting_again_sends_another_link_to_the_same_account(acme, now):
    person = make_person(acme, "Bruno", now=now)
    first = invite_person(person_id=person.pk, by=DORA, now=now).user
    assert invite_person(person_id=person.pk, by=DORA, now=now + timedelta(minutes=1)).user == first
    assert (User.objects.count(), StoredEvent.objects.filter(name="PasswordLinkAsked").count()) == (1, 2)


def test_a_double_click_invites_once(acme, now):
    person = make_person(acme, "Bruno", now=now)
    first = invite_person(person_id=person.pk, by=DORA, now=now).user
    before = state()
    assert invite_person(person_id=person.pk, by=DORA, now=now + timedelta(seconds=59)).user == first
    assert state() == before
    assert StoredEvent.objects.filter(name="PasswordLinkAsked").count() == 1


def test_an_account_of_staff_or_of_another_customer_is_not_taken_over(acme, now):
    dora = make_staff("dora@altermarket.example", now=now)
    person = make_person(acme, "Dora", email=dora.email, now=now)
    elsewhere = make_person(make_customer("Beta", now=now), "Zoe", email="zoe@agency.example", now=now)
    invite_person(person_id=elsewhere.pk, by=DORA, now=now)
    twin = make_person(acme, "Zoe", email="zoe@agency.example", now=now)
    before = state()
    for refused_one in (person, twin):
        with pytest.raises(SignsInElsewhere) as refused:
            invite_person(person_id=refused_one.pk, by=DORA, now=now)
        assert refused.value.email == refused_one.email
    assert state() == before
    assert queries.actor_of(dora).kind == "staff"


def test_who_is_dismissed_from_the_installation_acts_for_nobody(acme, now):
    user = invite_person(person_id=make_person(acme, "Bruno", now=now).pk, by=DORA, now=now).user
    user.is_active = False
    assert queries.actor_of(user) is None


def test_a_customers_facts_change_where_they_differ(acme, now):
    changed = change_customer(customer_id=acme.pk, vat_id="094019245", phone="210 9565421", by=anna(acme.pk), now=now)
    assert (changed.name, changed.vat_id, changed.phone) == ("Acme", "EL094019245", "+302109565421")
    assert Record.objects.last().data == {"fields": ["phone", "vat_id"]}
    before = state()
    change_customer(customer_id=acme.pk, vat_id="EL 094019245", by=DORA, now=now)
    assert state() == before
    assert change_customer(customer_id=acme.pk, vat_id="", by=DORA, now=now).vat_id == ""


def test_people_are_listed_owners_first(acme, now):
    zoe, anna_, bruno_ = (make_person(acme, name, now=now) for name in ("Zoe", "Anna", "Bruno"))
    deactivate_person(person_id=bruno_.pk, by=DORA, now=now)
    assert list(queries.people(acme.pk)) == [anna_, zoe]
