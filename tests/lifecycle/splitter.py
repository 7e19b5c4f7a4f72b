"""A process that splits tickets while their customer is merged (started by test_lifecycle_together.py).

Usage: python -m tests.lifecycle.splitter USER TICKET... Says "ready", begins at a line on standard input, and ends with
one line: how many tickets it has split.
"""

import os
import sys
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pointdesk.config.settings")
django.setup()

from pointdesk.accounts.models import User  # noqa: E402 -- after the setup
from pointdesk.accounts.queries import staff_actor  # noqa: E402 -- likewise
from pointdesk.charges.errors import ChargeMoved  # noqa: E402 -- likewise
from pointdesk.tickets.actions import split  # noqa: E402 -- likewise

NOW = datetime(2026, 5, 5, 9, tzinfo=UTC)


def main(user: str, *tickets: str) -> None:
    agent = staff_actor(User.objects.get(id=user))
    assert agent is not None
    print("ready", flush=True)  # noqa: T201 -- the parent waits for it
    sys.stdin.readline()
    done = 0
    for ticket in tickets:
        while True:
            try:
                split(ticket_id=int(ticket), message_ids=[], subject="A second issue", by=agent, now=NOW)
            except ChargeMoved:  # it met the merge: try again, as it says
                continue
            done += 1
            break
    print(done)  # noqa: T201 -- the parent reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
