"""Two members of staff at the same moment, each in a connection of their own."""

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.factories.bugs import make_register
from tests.factories.tickets import make_helpdesk
from tests.factories.together import together

from pointdesk.bugs.actions import download_patch, mark_as_bug
from pointdesk.bugs.models import Bug, BugTicket, PatchDownload
from pointdesk.outbox.models import StoredEvent


@pytest.fixture
def register(committed_db: str, now: datetime, settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    return make_register(make_helpdesk(100, now=now), since=date(2026, 1, 1))


def test_confirmed_by_two_returned_once(register):
    desk = register.desk
    bug = register.bug(desk.priced("level-2"), desk.priced("level-3"))
    together(*[lambda: register.confirm(bug)] * 3)
    assert desk.available == 100
    assert StoredEvent.objects.filter(name="BugVerdictGiven").count() == 1


def test_registered_by_a_double_click_once(register):
    bugs = together(*[lambda: register.bug(key="k")] * 3)
    assert (len({bug.pk for bug in bugs}), Bug.objects.count()) == (1, 1)
    assert StoredEvent.objects.filter(name="BugRegistered").count() == 1


def test_marked_by_a_double_click_once(register):
    desk = register.desk
    ticket = desk.priced("level-3")
    together(*[lambda: mark_as_bug(ticket_id=ticket.pk, title="Cart forgets", by=desk.dora, now=desk.now)] * 3)
    assert (desk.available, Bug.objects.count(), BugTicket.objects.count()) == (100, 1, 1)


def test_linked_while_it_is_confirmed(register):
    """Whichever comes first, the ticket is returned."""
    desk = register.desk
    ticket = desk.priced("level-4")
    bug = register.bug()
    together(lambda: register.confirm(bug), lambda: register.link(bug, ticket), lambda: register.link(bug, ticket))
    assert (desk.available, BugTicket.objects.count()) == (100, 1)


def test_two_bugs_of_the_same_wallets_never_block_each_other(register, now):
    desk, other = register.desk, make_helpdesk(100, now=now, name="Other")
    tickets = [d.priced("level-1") for _ in range(3) for d in (desk, other)]
    one, two = register.bug(*tickets), register.bug(*reversed(tickets))
    together(lambda: register.confirm(one), lambda: register.confirm(two))
    assert (desk.available, other.available) == (100, 100)


def test_one_person_with_two_fingers_is_kept_once(register):
    desk = register.desk
    patch = register.patch(register.confirmed())
    together(*[lambda: download_patch(patch_id=patch.pk, by=desk.anna, now=desk.now)] * 3)
    assert PatchDownload.objects.count() == 1
