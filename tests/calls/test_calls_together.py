"""PINs on a database where commits are commits: attempts survive refusals, and guessing in parallel gains nothing."""

from datetime import datetime

import pytest
from django.db import transaction
from tests.factories.tickets import make_helpdesk
from tests.factories.together import together

from pointdesk.calls.actions import log_call, regenerate_pin, show_pin, verify_pin
from pointdesk.calls.models import PinAttempt, SupportPin


@pytest.fixture
def desk(committed_db: str, now: datetime):
    return make_helpdesk(100, now=now)


def test_a_refused_attempt_is_committed(desk):
    pin = show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)
    call = log_call(by=desk.dora, now=desk.now)
    wrong = f"{(int(pin) + 1) % 1_000_000:06d}"
    assert together(
        lambda: verify_pin(call_id=call.pk, person_id=desk.anna.number, pin=wrong, by=desk.dora, now=desk.now)
    ) == ["WrongPin"]
    assert PinAttempt.objects.get().outcome == "wrong"


def test_it_never_joins_anothers_transaction(desk):
    call = log_call(by=desk.dora, now=desk.now)
    with pytest.raises(RuntimeError), transaction.atomic():
        verify_pin(call_id=call.pk, person_id=desk.anna.number, pin="123456", by=desk.dora, now=desk.now)


def test_eight_guesses_at_once_are_five_tries(desk):
    pin = show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)
    wrong = f"{(int(pin) + 1) % 1_000_000:06d}"
    calls = [log_call(by=desk.dora, now=desk.now) for _ in range(8)]
    answers = together(*(
        lambda call=call: verify_pin(
            call_id=call.pk, person_id=desk.anna.number, pin=wrong, by=desk.dora, now=desk.now
        )
        for call in calls
    ))  # fmt: skip
    assert sorted(answers) == ["PinLocked"] * 4 + ["WrongPin"] * 4
    assert sorted(PinAttempt.objects.values_list("outcome", flat=True)) == ["locked"] * 3 + ["wrong"] * 5


def test_two_first_looks_show_one_pin(desk):
    pins = together(*[lambda: show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)] * 3)
    assert len(set(pins)) == 1
    assert SupportPin.objects.count() == 1


def test_two_new_ones_at_once_are_one_in_the_end(desk):
    pins = together(*[lambda: regenerate_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now)] * 2)
    assert show_pin(person_id=desk.anna.number, by=desk.anna, now=desk.now) in pins
