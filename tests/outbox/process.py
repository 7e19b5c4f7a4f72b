"""Another process beside the tests: a worker whose clock may go ahead, or a publisher. It works on DATABASE_URL.

Usage: python -m tests.outbox.process work SECONDS_AHEAD [OPTION ...] | publish FIRST COUNT
"""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings


def main(verb: str, *arguments: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "pointdesk.config.settings"
    django.setup()
    settings.POINTDESK_WIRING = "tests.outbox.stage.REACTIONS"
    settings.POINTDESK_SCHEDULE = "tests.outbox.stage.SCHEDULE"
    settings.POINTDESK_ZONE = "tests.outbox.stage.zone"
    {"work": work, "publish": publish}[verb](*arguments)


def work(ahead: str, *options: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- after django.setup()

    from pointdesk.kit import clock  # noqa: PLC0415 -- likewise

    class Ahead:
        def now(self) -> datetime:
            return clock.SystemClock().now() + timedelta(seconds=float(ahead))

    with clock.told_by(Ahead()):
        call_command("worker", *options)


def publish(first: str, count: str) -> None:
    from django.db import transaction  # noqa: PLC0415 -- after django.setup()
    from tests.outbox import stage  # noqa: PLC0415 -- likewise

    from pointdesk.kit import clock  # noqa: PLC0415 -- likewise
    from pointdesk.outbox import actions  # noqa: PLC0415 -- likewise

    for number in range(int(first), int(first) + int(count)):
        with transaction.atomic():
            stage.note("published", number, clock.now())
            actions.publish(stage.Rang(number=number, echoes=1), now=clock.now())


ROOT = Path(__file__).parents[2]


def start(*arguments: object) -> subprocess.Popen:
    """Start such a process from a test."""
    command = [sys.executable, "-m", "tests.outbox.process", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=_environ())


def run(*arguments: str) -> subprocess.CompletedProcess:
    """Run `pointdesk` with the arguments from a test."""
    command = [sys.executable, "-c", "from pointdesk.config.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=ROOT, env=_environ(), text=True, capture_output=True, check=False)


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


if __name__ == "__main__":
    main(*sys.argv[1:])
