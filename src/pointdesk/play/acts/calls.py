"""Telephone calls."""

from datetime import datetime

from pointdesk.calls import actions as calls
from pointdesk.play.rules import verbs
from pointdesk.play.stage.stage import Stage
from pointdesk.play.stage.world import AGENT


def call(verb: verbs.Call, stage: Stage, now: datetime) -> None:
    """The agent logs the call; a verified caller reads their PIN out, as they see it in the portal."""
    by = stage.staff(AGENT, now)
    customer_id = stage.customer(verb.customer, now)
    logged = calls.log_call(
        by=by, now=now, customer_id=customer_id, ticket_ids=[stage.tickets[ticket] for ticket in verb.tickets]
    )
    if verb.verified:
        person = stage.owner(customer_id, now)
        pin = calls.show_pin(person_id=person.pk, by=stage.person(customer_id, now), now=now)
        calls.verify_pin(call_id=logged.pk, person_id=person.pk, pin=pin, by=by, now=now)
