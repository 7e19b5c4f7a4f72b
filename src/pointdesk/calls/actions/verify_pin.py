from datetime import datetime

from django.db import transaction

from pointdesk.audit.actions import record
from pointdesk.calls.actions._noting import note_on, tickets_about
from pointdesk.calls.errors import NoPin, OtherCaller, PinLocked, WrongPin
from pointdesk.calls.events import CallerVerified, PinExhausted
from pointdesk.calls.models import Call, PinAttempt, SupportPin
from pointdesk.calls.permissions import may_answer
from pointdesk.calls.queries import locked_call
from pointdesk.calls.rules import Outcome, is_locked, is_same, pin_of
from pointdesk.customers.models import Person
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.vendor.queries import policies


def verify_pin(*, call_id: int, person_id: int, pin: str, by: Actor, now: datetime) -> Call:
    """Verify that the caller is a certain person, by the PIN that they say (P19, ruling 26). The call, and every ticket
    that it is about, then has a verified caller.

    Every attempt is recorded in a transaction of its own, so that a wrong one stays although it is refused; this verb
    therefore never joins another's transaction. So many wrong ones in a row as the vendor allows lock the PIN, right or
    wrong, until the person makes a new one.

    Raises NotAllowed, NotFound (call or person), OtherCaller, InvalidInput("pin", …), all without an attempt; and
    WrongPin, PinLocked, NoPin.
    """
    if not may_answer(by):
        raise NotAllowed("verify_pin")
    said, tries = pin_of(pin), policies().pin_tries
    with transaction.atomic(durable=True):
        call = locked_call(call_id)
        person = _caller(call, person_id)
        stored = SupportPin.objects.select_for_update().filter(person=person).first()
        outcome = _outcome(stored, said, tries)
        PinAttempt.objects.create(person=person, call=call, outcome=outcome.value, agent_id=by.id, at=now)
        record("verify_pin", by=by, subject=("call", call.pk), now=now, data={"outcome": outcome.value})
        if stored is not None:
            _count(stored, outcome, tries, now)
        if outcome is Outcome.RIGHT:
            _verify(call, person, by, now)
    if outcome is Outcome.RIGHT:
        return call
    raise _refusal(outcome, stored, person, tries)


def _caller(call: Call, person_id: int) -> Person:
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotFound(kind="person", ref=str(person_id))
    if call.customer_id not in (None, person.customer_id) or (call.verified and call.person_id != person.pk):
        raise OtherCaller
    return person


def _outcome(stored: SupportPin | None, said: str, tries: int) -> Outcome:
    if stored is None:
        return Outcome.NONE
    if is_locked(stored.wrong_tries, pin_tries=tries):
        return Outcome.LOCKED
    return Outcome.RIGHT if is_same(stored.digits(), said) else Outcome.WRONG


def _count(stored: SupportPin, outcome: Outcome, tries: int, now: datetime) -> None:
    """Count a wrong try, and forget the earlier ones after a right one; the last one allowed locks and is announced."""
    if outcome is Outcome.LOCKED:
        return
    stored.wrong_tries = stored.wrong_tries + 1 if outcome is Outcome.WRONG else 0
    stored.save(update_fields=["wrong_tries"])
    if outcome is Outcome.WRONG and is_locked(stored.wrong_tries, pin_tries=tries):
        publish(PinExhausted(person_id=stored.person_id, customer_id=stored.person.customer_id), now=now)


def _verify(call: Call, person: Person, by: Actor, now: datetime) -> None:
    call.customer_id, call.person, call.verified = person.customer_id, person, True
    call.save(update_fields=["customer", "person", "verified"])
    linked = list(call.links.values_list("ticket_id", flat=True))
    note_on(tickets_about(linked, customer_id=person.customer_id), call, by=by, now=now)
    publish(CallerVerified(call_id=call.pk, customer_id=person.customer_id, person_id=person.pk), now=now)


def _refusal(outcome: Outcome, stored: SupportPin | None, person: Person, tries: int) -> WrongPin | PinLocked | NoPin:
    if stored is None:
        return NoPin(person_id=person.pk)
    if outcome is Outcome.LOCKED or is_locked(stored.wrong_tries, pin_tries=tries):
        return PinLocked(person_id=person.pk)
    return WrongPin(tries_left=tries - stored.wrong_tries)
