import pytest
from django.db import IntegrityError
from tests.accounts.rows import rows
from tests.factories.accounts import actor_of, make_staff

from pointdesk.accounts.actions import create_staff
from pointdesk.accounts.errors import EmailTaken
from pointdesk.accounts.models import User
from pointdesk.accounts.queries import StaffMember, roles_of, staff, staff_actor
from pointdesk.audit.models import Record
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind, Role
from pointdesk.kit.errors import InvalidInput, NotAllowed
from pointdesk.outbox.models import StoredEvent

FACTS = {"email": "Dora@AlterMarket.example", "name": "Dora Pavlou", "roles": [Role.AGENT], "language": "el"}


def test_a_member_of_staff_signs_in_with_the_folded_email(db, now):
    user = create_staff(**FACTS, password="correct horse battery", by=SYSTEM, now=now)
    assert (user.email, user.language, user.joined_at) == ("dora@altermarket.example", "el", now)
    assert user.check_password("correct horse battery")
    assert roles_of(user) == {Role.AGENT}
    assert StoredEvent.objects.count() == 0


def test_without_a_password_they_are_invited(db, now):
    user = create_staff(**FACTS, by=SYSTEM, now=now)
    assert not user.has_usable_password()
    event = StoredEvent.objects.get()
    assert (event.name, event.data) == (
        "PasswordLinkAsked", {"user_id": user.pk, "invitation": True, "asked_at": now.isoformat()},
    )  # fmt: skip


def test_the_journal_says_who_made_whom(emil, by_emil, now):
    Record.objects.all().delete()
    user = create_staff(**FACTS, by=by_emil, now=now)
    assert [(r.verb, r.actor_id, r.subject_id, r.data) for r in Record.objects.order_by("id")] == [
        ("create_account", f"user:{emil.pk}", str(user.pk), {}),
        ("create_staff", f"user:{emil.pk}", str(user.pk), {"roles": ["agent"]}),
    ]


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"email": "dora"}, "email", "invalid"),
        ({"email": "dora@x.example\nBcc: y@z.example"}, "email", "line_break"),
        ({"email": ""}, "email", "missing"),
        ({"email": f"{'d' * 250}@x.example"}, "email", "too_long"),
        ({"name": " "}, "name", "missing"),
        ({"name": "Do\x00ra"}, "name", "nul"),
        ({"language": "de"}, "language", "unknown"),
        ({"roles": []}, "roles", "missing"),
        ({"password": "short"}, "password", "password_too_short"),
        ({"password": "password1234"}, "password", "password_too_common"),
        ({"password": "dora@altermarket"}, "password", "password_too_similar"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_used_is_named(db, now, facts, field, problem):
    before = rows()
    with pytest.raises(InvalidInput) as refusal:
        create_staff(**{**FACTS, **facts}, by=SYSTEM, now=now)
    assert refusal.value.facts() == {"field": field, "problem": problem}
    assert rows() == before


def test_an_email_serves_one_account_whatever_its_case(dora, now):
    before = rows()
    with pytest.raises(EmailTaken) as refusal:
        create_staff(**FACTS, by=SYSTEM, now=now)
    assert refusal.value.facts() == {"email": "dora@altermarket.example"}
    assert rows() == before


def test_the_database_refuses_a_second_account_for_an_email(dora, now):
    with pytest.raises(IntegrityError):
        User.objects.create_user("DORA@altermarket.example", name="Another", joined_at=now)


@pytest.mark.parametrize("role", [Role.AGENT, Role.MANAGER, Role.ACCOUNTANT])
def test_only_administrators_make_staff(db, now, role):
    actor = actor_of(make_staff("x@altermarket.example", "X", role, now=now))
    before = rows()
    with pytest.raises(NotAllowed):
        create_staff(**FACTS, by=actor, now=now)
    assert rows() == before


def test_a_customers_person_makes_no_staff(db, now):
    person = Actor(kind=ActorKind.PERSON, id="person:1", label="Anna", roles=frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(NotAllowed):
        create_staff(**FACTS, by=person, now=now)


def test_staff_are_listed_in_two_queries(dora, emil, anna, now, django_assert_num_queries):
    make_staff("zoe@altermarket.example", "Zoe", now=now)
    with django_assert_num_queries(2):
        listed = staff()
    assert [m.name for m in listed] == ["Dora Pavlou", "Emil Kraus", "Zoe"]
    assert listed[1] == StaffMember(
        emil.pk, "emil@altermarket.example", "Emil Kraus", "en", True, frozenset({Role.MANAGER, Role.ADMINISTRATOR})
    )


def test_an_actor_is_built_of_active_staff_only(dora, anna):
    assert staff_actor(dora) == Actor(
        kind=ActorKind.STAFF, id=f"user:{dora.pk}", label="Dora Pavlou", roles=frozenset({Role.AGENT})
    )
    assert staff_actor(anna) is None
    dora.is_active = False
    assert staff_actor(dora) is None
