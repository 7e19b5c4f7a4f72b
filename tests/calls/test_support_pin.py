"""P19 and ruling 26: a caller is verified by the PIN of a person, and by nothing else."""

from datetime import timedelta

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_carla
from tests.factories.vendor import set_policies

from pointdesk.audit.models import Record
from pointdesk.base.encryption import KeyMissing, unseal
from pointdesk.calls.actions import log_call, regenerate_pin, show_pin, verify_pin
from pointdesk.calls.errors import NoPin, OtherCaller, PinLocked, WrongPin
from pointdesk.calls.models import Call, PinAttempt, SupportPin
from pointdesk.calls.queries import pin_status
from pointdesk.customers.models import Person
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.outbox.models import StoredEvent


@pytest.fixture
def pin(desk):
    """Anna's PIN."""
    return show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)


@pytest.fixture
def call(desk):
    """A call of somebody who says to be from the customer."""
    return log_call(by=desk.dora, now=desk.now, customer_id=desk.customer.pk)


def other_than(pin):
    return f"{(int(pin) + 1) % 1_000_000:06d}"


def say(desk, call, said, person=None):
    who = person or desk.anna
    return verify_pin(call_id=call.pk, person_id=who.number, pin=said, by=desk.dora, now=desk.now)


def outcomes():
    return list(PinAttempt.objects.order_by("id").values_list("outcome", flat=True))


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def test_a_pin_is_made_at_the_first_look_and_stays(desk, pin):
    before = every_row()
    assert show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now) == pin
    assert every_row() == before


def test_it_is_never_stored_in_the_clear(desk, pin):
    stored = SupportPin.objects.get()
    assert unseal(stored.sealed) == pin
    assert f"'{pin}'" not in repr(every_row())


@pytest.mark.parametrize("verb", [show_pin, regenerate_pin])
def test_only_for_the_persons_own_eyes(desk, pin, verb):
    for by in (desk.bruno, desk.dora, desk.emil, make_carla(now=desk.now)):
        with refused(NotFound, kind="pin", ref=str(desk.anna.number)):
            verb(person_id=desk.anna.number, by=by, now=desk.now)


def test_a_gone_person_has_none(desk):
    Person.objects.filter(id=desk.bruno.number).update(is_active=False)
    with refused(NotFound, kind="person", ref=str(desk.bruno.number)):
        show_pin(person_id=desk.bruno.number, by=desk.bruno, now=desk.now)


def test_the_right_pin_verifies_the_call(desk, pin, call):
    say(desk, call, f" {pin[:3]} {pin[3:]} ")
    stored = Call.objects.get()
    assert (stored.verified, stored.person_id, stored.customer) == (True, desk.anna.number, desk.customer)
    assert PinAttempt.objects.values_list("person_id", "call_id", "outcome", "agent_id", "at").get() == (
        desk.anna.number, call.pk, "right", desk.dora.id, desk.now,
    )  # fmt: skip
    assert told("CallerVerified") == [
        {"call_id": call.pk, "customer_id": desk.customer.pk, "person_id": desk.anna.number}
    ]
    assert Record.objects.get(verb="verify_pin").data == {"outcome": "right"}


def test_a_wrong_one_is_refused_and_recorded(desk, pin, call):
    with pytest.raises(WrongPin) as caught:
        say(desk, call, other_than(pin))
    assert caught.value.facts() == {"tries_left": 4}
    assert (outcomes(), Call.objects.get().verified) == (["wrong"], False)


def test_five_wrong_ones_lock_it_until_it_is_made_anew(desk, pin, call):
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPin) as caught:
            say(desk, call, other_than(pin))
        assert caught.value.tries_left == left
    for said in (other_than(pin), other_than(pin), pin):
        with pytest.raises(PinLocked) as caught:
            say(desk, call, said)
        assert caught.value.facts() == {"person_id": desk.anna.number}
    assert outcomes() == ["wrong"] * 5 + ["locked"] * 2
    assert told("PinExhausted") == [{"person_id": desk.anna.number, "customer_id": desk.customer.pk}]
    new = regenerate_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)
    assert say(desk, call, new).verified is True


def test_a_right_one_forgets_the_wrong_ones(desk, pin, call):
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(WrongPin):
                say(desk, call, other_than(pin))
        say(desk, call, pin)
    assert SupportPin.objects.get().wrong_tries == 0


def test_the_vendor_says_how_many_tries(desk, pin, call):
    set_policies(pin_tries=1)
    with pytest.raises(PinLocked):
        say(desk, call, other_than(pin))


def test_regenerating_makes_the_old_one_worthless(desk, pin, call):
    desk.now += timedelta(days=1)
    new = regenerate_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)
    assert show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now) == new
    assert SupportPin.objects.get().made_at == desk.now
    if new != pin:
        with pytest.raises(WrongPin):
            say(desk, call, pin)
    assert told("PinRegenerated") == [{"person_id": desk.anna.number, "customer_id": desk.customer.pk}]


def test_regenerating_before_the_first_look(desk):
    pin = regenerate_pin(person_id=desk.bruno.number, by=desk.bruno, now=desk.now)
    assert show_pin(person_id=desk.bruno.number, by=desk.bruno, now=desk.now) == pin


def test_who_never_had_a_pin(desk, call):
    with pytest.raises(NoPin) as caught:
        say(desk, call, "123456", person=desk.bruno)
    assert caught.value.facts() == {"person_id": desk.bruno.number}
    assert outcomes() == ["none"]


def test_another_persons_pin_is_wrong(desk, pin, call):
    brunos = regenerate_pin(person_id=desk.bruno.number, by=desk.bruno, now=desk.now)
    if brunos != pin:
        with pytest.raises(WrongPin):
            say(desk, call, brunos)


def test_what_is_no_attempt(desk, pin, call):
    carla = make_carla(now=desk.now)
    with refused(InvalidInput, field="pin", problem="not_six_digits"):
        say(desk, call, "12345")
    with refused(NotFound, kind="person", ref="0"):
        verify_pin(call_id=call.pk, person_id=0, pin=pin, by=desk.dora, now=desk.now)
    with refused(NotFound, kind="call", ref="0"):
        verify_pin(call_id=0, person_id=desk.anna.number, pin=pin, by=desk.dora, now=desk.now)
    with refused(OtherCaller, ticket=None):
        say(desk, call, "123456", person=carla)
    with refused(NotAllowed, verb="verify_pin"):
        verify_pin(call_id=call.pk, person_id=desk.anna.number, pin=pin, by=desk.anna, now=desk.now)
    say(desk, call, pin)
    with refused(OtherCaller, ticket=None):
        say(desk, call, "123456", person=desk.bruno)


def test_a_call_from_nobody_known_becomes_the_persons(desk, pin):
    call = log_call(by=desk.dora, now=desk.now, number="withheld")
    say(desk, call, pin)
    assert Call.objects.get().customer == desk.customer


def test_what_the_portal_says_of_it(desk, pin, call, django_assert_num_queries):
    assert pin_status(desk.bruno.number) is None
    with django_assert_num_queries(2):
        status = pin_status(desk.anna.number)
    assert (status.made_at, status.tries_left, status.locked) == (desk.now, 5, False)
    for _ in range(5):
        with pytest.raises((WrongPin, PinLocked)):
            say(desk, call, other_than(pin))
    assert (pin_status(desk.anna.number).tries_left, pin_status(desk.anna.number).locked) == (0, True)


def test_a_lost_key_is_said_so(desk, pin, settings):
    settings.POINTDESK_ENCRYPTION_KEYS = ["Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE="]
    with pytest.raises(KeyMissing):
        show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)
