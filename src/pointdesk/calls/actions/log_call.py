from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.calls.actions._noting import note_on, tickets_about
from pointdesk.calls.events import CallLogged
from pointdesk.calls.models import Call, CallTicket
from pointdesk.calls.permissions import may_answer
from pointdesk.calls.rules import number_of
from pointdesk.customers.models import Customer, Person
from pointdesk.customers.rules import telephone
from pointdesk.kit.actors import Actor
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.outbox.actions import publish
from pointdesk.vendor.queries import policies


def log_call(
    *, by: Actor, now: datetime, number: str = "", customer_id: int | None = None, person_id: int | None = None,
    ticket_ids: Sequence[int] = (), started_at: datetime | None = None, ended_at: datetime | None = None,
    key: str | None = None,
) -> Call:  # fmt: skip
    """Log a call, with whatever is known: the number as it was shown, who says to be calling, the tickets it is about
    (which tell the customer, where nobody said). Nothing of that verifies the caller (P19): `verify_pin` does.

    `started_at` is now unless given. The same agent's `key` again gives the call that it has logged. Raises NotAllowed,
    NotFound (customer, person or ticket), InvalidInput (`number`; `started_at` or `ended_at`, ``no_zone``, ``future``;
    `ended_at`, ``before_start``), OtherCaller (a ticket of another customer).
    """
    if not may_answer(by):
        raise NotAllowed("log_call")
    raw, started = number_of(number), _moment(started_at, "started_at", now) or now
    ended_at = _moment(ended_at, "ended_at", now)
    if ended_at is not None and ended_at < started:
        raise InvalidInput(field="ended_at", problem="before_start")
    with writing():
        present = Call.objects.filter(agent=by.number, request_key=key).first() if key else None
        if present is not None:
            return present
        person = _person(person_id, customer_id)
        customer = _customer(person.customer_id if person else customer_id)
        tickets = tickets_about(ticket_ids, customer_id=customer)
        try:
            # A point to return to: a double click may commit the same call first.
            with transaction.atomic():
                call = Call.objects.create(
                    customer_id=customer or (tickets[0].customer_id if tickets else None), person=person,
                    number=_e164(raw), raw_number=raw, agent_id=by.number, started_at=started, ended_at=ended_at,
                    request_key=key or "",
                )  # fmt: skip
        except IntegrityError:
            return Call.objects.get(agent=by.number, request_key=key)
        CallTicket.objects.bulk_create(CallTicket(call=call, ticket=ticket) for ticket in tickets)
        note_on(tickets, call, by=by, now=now)
        record("log_call", by=by, subject=("call", call.pk), now=now, data={"tickets": [t.number for t in tickets]})
        publish(CallLogged(call_id=call.pk, customer_id=call.customer_id), now=now)
    return call


def _moment(at: datetime | None, field: str, now: datetime) -> datetime | None:
    """A moment that has been. Raises InvalidInput."""
    if at is None:
        return None
    if at.tzinfo is None:
        raise InvalidInput(field=field, problem="no_zone")
    if at > now:
        raise InvalidInput(field=field, problem="future")
    return at


def _person(person_id: int | None, customer_id: int | None) -> Person | None:
    if person_id is None:
        return None
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None or customer_id not in (None, person.customer_id):
        raise NotFound(kind="person", ref=str(person_id))
    return person


def _customer(customer_id: int | None) -> int | None:
    if customer_id is not None and not Customer.objects.filter(id=customer_id).exists():
        raise NotFound(kind="customer", ref=str(customer_id))
    return customer_id


def _e164(raw: str) -> str:
    """The number in E.164, "" where it cannot be read so: a call is logged whatever the line shows."""
    if not raw:
        return ""
    try:
        return telephone(raw, region=policies().country)
    except InvalidInput:
        return ""
