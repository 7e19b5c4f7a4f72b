import logging
from datetime import datetime, timedelta

import pytest
from tests.outbox import stage
from tests.outbox.stage import Broke, Ignored, Rang, noted

from pointdesk.kit.errors import NotFound
from pointdesk.outbox import queries
from pointdesk.outbox.actions import deliver_next, drain, prune, publish, replay, route_events
from pointdesk.outbox.models import Delivery, State, StoredEvent
from pointdesk.outbox.rules import LEASE, MOST_ATTEMPTS

pytestmark = pytest.mark.django_db


def test_publishing_is_one_insert(django_assert_num_queries, now):
    with django_assert_num_queries(1):
        publish(Rang(number=1), now=now)


def test_every_reaction_runs_once(now):
    publish(Rang(number=1), now=now)
    publish(Rang(number=2), now=now)

    assert drain(now) == 6
    assert drain(now) == 0

    assert [noted("heard"), noted("counted"), noted("told")] == [["1", "2"]] * 3


def test_what_a_reaction_publishes_is_delivered_too(now):
    publish(Rang(number=7, echoes=2), now=now)

    assert drain(now) == 9
    assert noted("heard") == ["7", "7", "7"]


def test_a_limit_stops_and_the_rest_follows(now):
    publish(Rang(number=1), now=now)

    assert drain(now, limit=2) == 2
    assert drain(now) == 1


def test_an_event_without_reactions_is_done_with(now):
    publish(Ignored(), now=now)

    assert drain(now) == 0
    assert StoredEvent.objects.get().routed_at == now


def test_more_events_than_a_batch_are_all_routed(now):
    for _ in range(101):
        publish(Ignored(), now=now)

    assert [route_events(now), route_events(now), route_events(now)] == [100, 1, 0]


def test_an_idle_worker_asks_twice(django_assert_num_queries, now):
    with django_assert_num_queries(2):
        drain(now)


def test_a_failed_reaction_leaves_nothing_and_is_tried_again_later(now):
    publish(Broke(number=1), now=now)

    assert drain(now) == 2

    assert noted("half done") == []
    first, second = queries.failing()
    assert (first.event, first.reaction, first.attempts, first.error) == (
        "Broke", "tests.outbox.stage.half_done", 1, "RuntimeError: the second half",
    )  # fmt: skip
    assert (second.reaction, second.error) == ("tests.outbox.stage.unheard", "ConnectionError: nobody answers")
    assert timedelta(seconds=8) < first.due_at - now <= timedelta(seconds=10)
    assert drain(now + timedelta(seconds=7)) == 0
    assert drain(now + timedelta(seconds=10)) == 2


def test_an_error_that_no_database_stores_is_written_out(now, monkeypatch):
    def refuse(event: Broke, *, now: datetime) -> None:
        raise ValueError("a NUL \x00, half a character \ud800\nand a second line")

    monkeypatch.setitem(stage.REACTIONS, Broke, [refuse])
    # A log that a test runner collects must be plain text; ours is stored, which is what is tried here.
    monkeypatch.setattr(logging.getLogger("pointdesk.outbox.actions.deliver_next"), "disabled", True)
    publish(Broke(number=1), now=now)

    assert drain(now) == 1
    (trouble,) = queries.failing()
    assert trouble.error == "ValueError: a NUL \\x00, half a character \\ud800 and a second line"


def test_after_the_last_attempt_it_is_parked_and_can_be_replayed(now, monkeypatch):
    publish(Broke(number=1), now=now)
    at = now
    for _ in range(MOST_ATTEMPTS):
        assert drain(at) == 2
        at += timedelta(hours=6)

    assert drain(at) == 0
    assert queries.failing() == []
    assert [trouble.attempts for trouble in queries.parked()] == [MOST_ATTEMPTS] * 2

    half = queries.parked()[0]
    monkeypatch.setattr(stage, "broken", False)
    replay(half.id, now=at)

    assert drain(at) == 1
    assert [trouble.reaction for trouble in queries.parked()] == ["tests.outbox.stage.unheard"]
    assert Delivery.objects.get(pk=half.id).state == State.DONE


def test_only_what_is_parked_can_be_replayed(now):
    publish(Rang(number=1), now=now)
    drain(now)

    with pytest.raises(NotFound):
        replay(Delivery.objects.all()[0].pk, now=now)
    with pytest.raises(NotFound):
        replay(0, now=now)


def test_an_unknown_event_is_parked_and_stops_nothing(now):
    unknown = StoredEvent.objects.create(name="Vanished", data={}, occurred_at=now)
    publish(Rang(number=1), now=now)

    assert drain(now) == 3

    (trouble,) = queries.parked()
    assert (trouble.event, trouble.reaction, trouble.error) == ("Vanished", "", "there is no event Vanished")

    unknown.name, unknown.data = "Rang", {"number": 2, "echoes": 0}
    unknown.save()
    replay(trouble.id, now=now)

    assert drain(now) == 3
    assert (noted("heard"), queries.parked()) == (["1", "2"], [])


def test_a_vanished_reaction_is_parked(now, monkeypatch):
    publish(Rang(number=1), now=now)
    route_events(now)
    monkeypatch.setitem(stage.REACTIONS, Rang, [stage.heard, stage.told])

    assert drain(now) == 3

    assert (noted("heard"), noted("counted"), noted("told")) == (["1"], [], ["1"])
    assert [(t.reaction, t.error) for t in queries.parked()] == [
        ("tests.outbox.stage.counted", "the reaction is no longer wired")
    ]


def test_an_event_of_another_version_is_tried_again(now):
    StoredEvent.objects.create(name="Rang", data={"nummer": 1}, occurred_at=now)

    drain(now)

    assert [trouble.error for trouble in queries.failing()] == ["KeyError: 'number'"] * 3


def test_a_lease_keeps_others_away_and_is_taken_over_when_it_ran_out(now, monkeypatch):
    monkeypatch.setitem(stage.REACTIONS, Rang, [stage.counted])
    publish(Rang(number=1), now=now)
    route_events(now)
    Delivery.objects.update(leased_by="dead", leased_until=now + LEASE, attempts=1)

    assert not deliver_next(worker="alive", now=now + LEASE - timedelta(seconds=1))
    assert deliver_next(worker="alive", now=now + LEASE)
    assert noted("counted") == ["1"]
    assert Delivery.objects.get().attempts == 2


def test_whoever_lost_the_lease_marks_nothing(now, monkeypatch):
    """A worker falls asleep while it sends; another takes over, fails, and gives the delivery back."""

    @stage.outside()
    def sleepy(event, *, now):
        Delivery.objects.update(leased_by="", leased_until=None)

    monkeypatch.setitem(stage.REACTIONS, Rang, [sleepy])
    publish(Rang(number=1), now=now)

    drain(now, limit=1)

    assert Delivery.objects.get().state == State.PENDING


def test_what_kills_every_worker_is_parked(now, monkeypatch):
    monkeypatch.setitem(stage.REACTIONS, Rang, [stage.counted])
    publish(Rang(number=1), now=now)
    route_events(now)
    Delivery.objects.update(leased_by="dead", leased_until=now, attempts=MOST_ATTEMPTS)

    assert deliver_next(worker="alive", now=now)

    assert [trouble.error for trouble in queries.parked()] == ["every worker that took it died"]
    assert noted("counted") == []


def test_old_deliveries_are_forgotten_and_parked_ones_stay(now, monkeypatch):
    publish(Rang(number=1), now=now)
    publish(Ignored(), now=now)
    StoredEvent.objects.create(name="Vanished", data={}, occurred_at=now)
    drain(now)
    later = now + timedelta(days=91)
    publish(Rang(number=2), now=later)

    assert prune(now + timedelta(days=90)) == 0
    assert prune(later) == 3

    assert list(StoredEvent.objects.order_by("id").values_list("name", flat=True)) == ["Vanished", "Rang"]
    assert [trouble.event for trouble in queries.parked()] == ["Vanished"]
