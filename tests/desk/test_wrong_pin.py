"""A wrong PIN at the desk, on a database where what is committed stays."""

from tests.factories.desk import signed_in
from tests.factories.tickets import make_helpdesk

from pointdesk.calls.actions import log_call, show_pin
from pointdesk.calls.models import Call, PinAttempt
from pointdesk.kit import clock


def test_a_wrong_pin_says_how_many_tries_are_left_and_the_attempt_survives(committed_db, now):
    with clock.told_by(clock.StoppedClock(now)):
        desk = make_helpdesk(now=now)
        pin = show_pin(person_id=desk.anna.number, by=desk.anna, now=now)
        wrong = f"{(int(pin) + 1) % 1_000_000:06d}"
        logged = log_call(person_id=desk.anna.number, by=desk.dora, now=now)
        page = signed_in(desk.dora).post(f"/desk/calls/{logged.pk}/pin", {"person": desk.anna.number, "pin": wrong})
    assert page.status_code == 422
    assert "That is not the PIN. Tries left before it is locked: 4." in page.text
    assert (wrong in page.text, PinAttempt.objects.get().outcome, Call.objects.get().verified) == (True, "wrong", False)
