import logging
import random
from datetime import datetime

from django.db import transaction
from django.db.models import F

from pointdesk.kit.events import Event
from pointdesk.outbox.models import Delivery, State
from pointdesk.outbox.queries import Reaction, reactions_to
from pointdesk.outbox.rules import MOST_ATTEMPTS, is_outside, lease_of, wait_after

logger = logging.getLogger(__name__)


def deliver_next(*, worker: str, now: datetime) -> bool:
    """Claim the delivery that is longest due and run its reaction; False when none is due.

    `worker` must be unique among all that run. A reaction that raises is tried again later, and parked after
    MOST_ATTEMPTS; one that is no longer wired is parked at once. Nothing that a reaction raises comes out of here.
    """
    delivery = _claim(worker, now)
    if delivery is None:
        return False
    reaction = _wired(delivery)
    if reaction is None:
        _park(delivery, "the reaction is no longer wired", now)
    elif delivery.attempts > MOST_ATTEMPTS:
        _park(delivery, "every worker that took it died", now)
    else:
        _try(delivery, reaction, now)
    return True


def _claim(worker: str, now: datetime) -> Delivery | None:
    # Asked outside a transaction first, so that an idle worker never takes SQLite's one write lock.
    due = Delivery.objects.due(now)
    if not due.exists():
        return None
    with transaction.atomic():
        # PostgreSQL skips what another worker holds; on SQLite the transaction is alone from its BEGIN on.
        delivery = due.select_for_update(skip_locked=True, of=("self",)).select_related("event").first()
        if delivery is None:
            return None
        Delivery.objects.filter(pk=delivery.pk).update(
            leased_by=worker, leased_until=now + lease_of(_wired(delivery)), attempts=F("attempts") + 1
        )
    delivery.leased_by, delivery.attempts = worker, delivery.attempts + 1
    return delivery


def _wired(delivery: Delivery) -> Reaction | None:
    return reactions_to(Event.by_name.get(delivery.event.name, Event)).get(delivery.reaction)


def _try(delivery: Delivery, reaction: Reaction, now: datetime) -> None:
    event = delivery.event
    try:
        if is_outside(reaction):
            # At least once: a worker that dies after the act and before the mark leaves it to the next one.
            reaction(Event.by_name[event.name].from_data(event.data), now=now)
            _end(delivery, State.DONE, now)
            return
        with transaction.atomic():
            # Exactly once: mark and effects are one transaction. The mark comes first, since its row lock keeps out
            # whoever thinks that the lease has run out; where the delivery was taken over meanwhile, nothing happens.
            if _end(delivery, State.DONE, now):
                reaction(Event.by_name[event.name].from_data(event.data), now=now)
    except Exception as error:
        logger.warning("%s failed (attempt %d)", delivery, delivery.attempts, exc_info=True)
        _retry(delivery, _in_words(error), now)


def _in_words(error: Exception) -> str:
    """What failed, on one line. An error may quote what no database stores (NUL, half a character): it is written out,
    so that the worker outlives it."""
    words = f"{type(error).__name__}: {error}".encode(errors="backslashreplace").decode().replace("\x00", "\\x00")
    return " ".join(words.split())[:500]


def _end(delivery: Delivery, state: State, now: datetime, **facts: str) -> bool:
    """Mark as done or parked, if it is still ours."""
    mine = Delivery.objects.leased_to(delivery.leased_by).filter(pk=delivery.pk)
    return bool(mine.update(state=state, ended_at=now, leased_until=None, **facts))


def _park(delivery: Delivery, why: str, now: datetime) -> None:
    logger.error("%s is parked: %s", delivery, why)
    _end(delivery, State.PARKED, now, last_error=why)


def _retry(delivery: Delivery, error: str, now: datetime) -> None:
    if delivery.attempts >= MOST_ATTEMPTS:
        _park(delivery, error, now)
        return
    jitter = random.random()  # noqa: S311 -- spreads retries, guards nothing
    Delivery.objects.leased_to(delivery.leased_by).filter(pk=delivery.pk).update(
        due_at=now + wait_after(delivery.attempts, jitter), leased_until=None, leased_by="", last_error=error
    )
