"""On the telephone: somebody who is who they say, and somebody who is not."""

from datetime import timedelta

from pointdesk.calls import actions as calls
from pointdesk.calls.errors import PinLocked, WrongPin
from pointdesk.demo.agenda import Story
from pointdesk.demo.everyday import by_phone
from pointdesk.demo.stage import Stage


def led_through(stage: Stage) -> Story:
    """The owner calls, says the PIN, hears the price, and is led through it."""
    yield stage.ago(35, 12)
    yield from by_phone(stage, stage.clients["thalassa-diving"])


def guessed(stage: Stage) -> Story:
    """A stranger guesses a PIN until it is locked; its owner, who is told, makes a new one."""
    yield stage.ago(52, 15)
    client, dora = stage.clients["thalassa-diving"], stage.staff.dora
    pin = calls.show_pin(person_id=client.owner.number, by=client.owner, now=stage.now)
    yield stage.now + timedelta(hours=1)
    call = calls.log_call(by=dora, now=stage.now, number="+30 210 999 0199", customer_id=client.customer_id)
    guesses = [f"{guess:06}" for guess in range(111111, 111119) if f"{guess:06}" != pin]
    for guess in guesses[: stage.policies.pin_tries]:
        yield stage.now + timedelta(seconds=20)
        try:
            calls.verify_pin(call_id=call.pk, person_id=client.owner.number, pin=guess, by=dora, now=stage.now)
        except (WrongPin, PinLocked):
            continue
    yield stage.now + timedelta(minutes=1)
    calls.end_call(call_id=call.pk, by=dora, now=stage.now)
    yield stage.answer()
    calls.regenerate_pin(person_id=client.owner.number, by=client.owner, now=stage.now)
