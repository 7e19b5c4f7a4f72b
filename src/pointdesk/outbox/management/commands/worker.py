import os
import signal
import socket
import threading
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from pointdesk.base.command import PointdeskCommand
from pointdesk.kit import clock
from pointdesk.kit.errors import NotFound
from pointdesk.outbox import actions, queries

LOOK_FOR_JOBS = timedelta(minutes=1)
"""How often a busy worker looks whether a job has come due; an idle one does so each time it wakes."""


class Command(PointdeskCommand):
    """Runs reactions and recurring jobs. Any number may run side by side, on any number of machines."""

    help = "Run reactions to events and recurring jobs, until told to stop (SIGTERM finishes the current one first)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--once", action="store_true", help="do what is due, then stop")
        what.add_argument("--parked", action="store_true", help="list what was given up and waits for a person")
        what.add_argument("--replay", metavar="ID", type=int, nargs="+", help="try parked deliveries again")
        parser.add_argument("--idle", metavar="SECONDS", type=_seconds, default=1.0,
                            help="how long to wait when nothing is due (default: 1)")  # fmt: skip

    def handle(self, *, once: bool, parked: bool, replay: list[int] | None, idle: float, **_: Any) -> None:
        if parked:
            self._list_parked()
        elif replay:
            self._replay(replay)
        elif once:
            _work(threading.Event())
        else:
            self._work_until_stopped(idle)

    def _list_parked(self) -> None:
        for trouble in queries.parked():
            self.stdout.write(
                f"{trouble.id}\t{trouble.occurred_at:%Y-%m-%d %H:%M}Z\t{trouble.event}\t"
                f"{trouble.reaction or '(unknown event)'}\t{trouble.attempts} attempts\t{trouble.error}"
            )

    def _replay(self, ids: list[int]) -> None:
        for delivery_id in ids:
            try:
                actions.replay(delivery_id, now=clock.now())
            except NotFound:
                told = f"no delivery {delivery_id} is parked (see: pointdesk worker --parked)"
                raise CommandError(told, returncode=2) from None

    def _work_until_stopped(self, idle: float) -> None:
        # A database that cannot be used at all stops the start; one that goes away later is waited for.
        queries.parked()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            try:
                close_old_connections()
                _work(stop)
            except (OperationalError, InterfaceError) as error:
                # The database is away or overloaded. What was in hand is taken over when its lease has run out.
                self.stderr.write(f"the database does not answer, trying again: {str(error).strip()}")
                connection.close()
            stop.wait(idle)


def _work(stop: threading.Event) -> None:
    """Do all that is due, each at its own moment, until nothing is or `stop` is set."""
    worker = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid4().hex[:16]}"
    jobs_due_at = clock.now()
    while not stop.is_set():
        # Between deliveries too: where there is always something to do, the night must come all the same.
        if clock.now() >= jobs_due_at:
            actions.start_jobs(clock.now())
            jobs_due_at = clock.now() + LOOK_FOR_JOBS
        routed = actions.route_events(clock.now())
        if not actions.deliver_next(worker=worker, now=clock.now()) and not routed:
            break


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 3600:
        raise ArgumentTypeError(f"a number of seconds above 0, at most 3600, not '{text}'")
    return value
