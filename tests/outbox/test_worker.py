"""The worker as a real process, on a database where commits are commits."""

import random
import secrets
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from tests.outbox import stage
from tests.outbox.process import run, start
from tests.outbox.stage import Broke, Held, Rang, Slow, noted

from pointdesk.kit import clock
from pointdesk.outbox.actions import drain, publish
from pointdesk.outbox.models import Delivery, State, StoredEvent
from pointdesk.outbox.queries import parked
from pointdesk.outbox.rules import LEASE, MOST_ATTEMPTS

PATIENCE = 60


def wait_until(happened, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.02)


def test_killed_at_random_moments_it_loses_nothing_and_doubles_nothing(committed_db):
    """Two workers are killed with -9 again and again while two others publish, one of which is killed as well.

    Each new worker's clock is a lease ahead, so that it takes over at once what the killed one held, and also what the
    living one is just doing: the mark in the same transaction must then keep the effects single.
    """
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")  # noqa: T201 -- pytest shows it when the test fails
    chance = random.Random(seed)  # noqa: S311 -- a repeatable test
    publishers = [start("publish", 1000, 120), start("publish", 2000, 120)]
    workers = [start("work", 0, "--idle", "0.05"), start("work", 0, "--idle", "0.05")]
    try:
        for turn in range(1, 11):
            seen = len(noted("heard"))
            wait_until(lambda seen=seen: len(noted("heard")) > seen, "a worker works")
            time.sleep(chance.uniform(0, 0.2))
            victim = chance.randrange(2)
            workers[victim].kill()
            workers[victim].wait()
            if turn == 2:
                publishers[1].kill()
            if turn < 9:
                workers[victim] = start("work", turn * LEASE.total_seconds(), "--idle", "0.05")
    finally:
        for process in [*workers, *publishers[1:]]:
            process.kill()
            process.wait()
        assert publishers[0].wait(PATIENCE) == 0

    drain(clock.now() + 11 * LEASE)

    published = noted("published")
    assert len(published) >= 120
    twice = Counter(published * 2)  # each is published with one echo
    assert Counter(noted("heard")) == twice
    assert Counter(noted("counted")) == twice
    assert not twice - Counter(noted("told"))  # at least once
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DONE}


def test_told_to_stop_it_finishes_what_it_does(committed_db):
    publish(Slow(number=1), now=clock.now())
    publish(Slow(number=2), now=clock.now())
    worker = start("work", 0)
    wait_until(lambda: noted("fell asleep"), "the worker works")

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE) == 0
    assert noted("woke up") == ["1"]
    assert list(Delivery.objects.filter(event__name="Slow").order_by("id").values_list("state", "leased_until")) == [
        ("done", None), ("pending", None),
    ]  # fmt: skip


def test_it_waits_for_events_and_stops_at_once_when_idle(committed_db):
    worker = start("work", 0, "--idle", "0.05")
    wait_until(lambda: noted("tidied"), "the worker is there")

    publish(Rang(number=1), now=clock.now())

    wait_until(lambda: noted("told"), "the event was delivered")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0


def test_three_workers_run_each_job_once(committed_db):
    workers = [start("work", 0, "--once") for _ in range(3)]

    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0, 0]
    assert (len(noted("tidied")), len(noted("counted up"))) == (1, 1)


def test_several_workers_share_the_work(committed_db):
    for number in range(60):
        publish(Rang(number=number), now=clock.now())
    workers = [start("work", 0, "--once") for _ in range(3)]

    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0, 0]
    assert sorted(map(int, noted("heard"))) == list(range(60))
    assert sorted(map(int, noted("told"))) == list(range(60))


def test_what_another_is_just_doing_is_left_alone_when_its_lease_ran_out(committed_db):
    publish(Held(number=1), now=clock.now())
    worker = start("work", 0, "--once")
    wait_until(lambda: Delivery.objects.filter(attempts=1).exists(), "the worker has claimed it")

    drain(clock.now() + LEASE)

    assert worker.wait(PATIENCE) == 0
    assert noted("held") == ["1"]
    assert Delivery.objects.get(reaction="tests.outbox.stage.held").state == State.DONE


def test_wrong_use_is_one_line_and_exit_2(committed_db):
    for options, sentence in [
        (["--idle", "0"], "argument --idle: a number of seconds above 0, at most 3600, not '0'"),
        (["--once", "--parked"], "argument --parked: not allowed with argument --once"),
        (["--replay", "x"], "argument --replay: invalid int value: 'x'"),
    ]:
        worker = run("worker", *options)
        assert (worker.returncode, worker.stderr) == (
            2, f"pointdesk worker: {sentence} (see: pointdesk worker --help)\n",
        )  # fmt: skip


@pytest.mark.django_db
def test_parked_deliveries_are_listed_and_replayed(now, capsys, monkeypatch):
    StoredEvent.objects.create(name="Vanished", data={}, occurred_at=now)
    publish(Broke(number=1), now=now)
    monkeypatch.setattr(stage, "REACTIONS", {Broke: [stage.half_done]})
    at = now
    for _ in range(MOST_ATTEMPTS):
        drain(at)
        at += timedelta(hours=6)
    first, second = parked()

    call_command("worker", parked=True)
    assert capsys.readouterr().out.splitlines() == [
        f"{first.id}\t2026-05-05 09:00Z\tVanished\t(unknown event)\t0 attempts\tthere is no event Vanished",
        f"{second.id}\t2026-05-05 09:00Z\tBroke\ttests.outbox.stage.half_done\t16 attempts"
        "\tRuntimeError: the second half",
    ]

    monkeypatch.setattr(stage, "broken", False)
    call_command("worker", replay=[second.id])
    drain(clock.now())
    assert noted("half done") == ["1"]
    with pytest.raises(CommandError, match=f"no delivery {second.id} is parked"):
        call_command("worker", replay=[second.id])


@pytest.mark.django_db
def test_a_delivery_that_is_not_parked_is_one_line_and_exit_2():
    with pytest.raises(CommandError, match=r"no delivery 99 is parked \(see: pointdesk worker --parked\)") as refusal:
        call_command("worker", replay=[99])
    assert refusal.value.returncode == 2
