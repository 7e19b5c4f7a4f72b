"""P10, R26: patches are free, for those who own a product of the line."""

from datetime import date, timedelta

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_carla

from pointdesk.bugs.actions import download_patch, fix_bug
from pointdesk.bugs.errors import BugNotConfirmed, PatchExists
from pointdesk.bugs.models import Patch, PatchDownload
from pointdesk.bugs.queries import bug_for, bugs_for, patches_for
from pointdesk.customers.models import Ownership
from pointdesk.files.errors import EmptyFile
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import SYSTEM, Actor, ActorKind
from pointdesk.kit.errors import InvalidInput, NotFound
from pointdesk.outbox.models import StoredEvent


def told(name):
    return list(StoredEvent.objects.filter(name=name).order_by("id").values_list("data", flat=True))


def fetch(register, patch, by):
    return download_patch(patch_id=patch.pk, by=by, now=register.desk.now)


def test_a_patch_is_put_on_the_shelf(register):
    desk = register.desk
    bug = register.confirmed()
    patch = register.patch(bug, "5.4.1", instructions="patch -p1 < fix.patch")
    assert Patch.objects.get() == patch
    assert (patch.bug, patch.version, patch.instructions, patch.published_at) == (
        bug, "5.4.1", "patch -p1 < fix.patch", desk.now,
    )  # fmt: skip
    assert (patch.file.name, patch.file.actor_id) == ("fix.patch", desk.dora.id)
    assert told("PatchPublished") == [
        {"patch_id": patch.pk, "bug_id": bug.pk, "bug": bug.reference, "line_id": desk.line.pk, "version": "5.4.1"}
    ]


def test_it_costs_nothing_and_is_kept_once_per_person(register):
    desk = register.desk
    patch = register.patch(register.confirmed())
    file = fetch(register, patch, desk.anna)
    with open_file(file) as content:
        assert content.read() == b"--- a\n+++ b\n"
    assert desk.available == 100
    before = every_row()
    fetch(register, patch, desk.anna)
    assert every_row() == before
    fetch(register, patch, desk.bruno)
    assert list(PatchDownload.objects.order_by("id").values_list("person_id", "at")) == [
        (desk.anna.number, desk.now), (desk.bruno.number, desk.now),
    ]  # fmt: skip
    assert [e["person_id"] for e in told("PatchDownloaded")] == [desk.anna.number, desk.bruno.number]


def test_staff_fetch_it_without_a_trace(register):
    patch = register.patch(register.confirmed())
    before = every_row()
    assert fetch(register, patch, register.desk.dora) == patch.file
    assert every_row() == before


@pytest.mark.parametrize("who", ["carla", "shop", "later", "not_yet"])
def test_for_others_there_is_none(register, who):
    desk = register.desk
    bug = register.confirmed()
    patch = register.patch(bug)
    by = desk.anna
    if who == "carla":
        by = make_carla(now=desk.now)
    elif who == "shop":
        by = Actor(kind=ActorKind.SHOP, id="shop:1", label="Shop")
    elif who == "later":
        Ownership.objects.update(until=date(2026, 5, 5))  # sold on the day itself
    else:
        Ownership.objects.update(since=date(2026, 5, 6))
    with refused(NotFound, kind="patch", ref=str(patch.pk)):
        fetch(register, patch, by)
    assert (list(patches_for(by, now=desk.now)), list(bugs_for(by, now=desk.now))) == ([], [])
    with refused(NotFound, kind="bug", ref=str(bug.pk)):
        bug_for(by, bug.pk, now=desk.now)


def test_owners_read_of_known_bugs_and_staff_of_all(register):
    desk = register.desk
    suspected, confirmed, fixed = register.bug(), register.confirmed(), register.confirmed()
    fix_bug(bug_id=fixed.pk, fixed_in="5.4.2", by=desk.dora, now=desk.now)
    patch = register.patch(confirmed)
    for by in (desk.anna, desk.bruno):
        assert list(bugs_for(by, now=desk.now)) == [fixed, confirmed]
        assert bug_for(by, fixed.pk, now=desk.now) == fixed
    for by in (desk.dora, SYSTEM):
        assert list(bugs_for(by, now=desk.now)) == [fixed, confirmed, suspected]
    assert list(patches_for(desk.anna, now=desk.now)) == list(patches_for(desk.dora, now=desk.now)) == [patch]


@pytest.mark.parametrize("count", [1, 3])
def test_the_shelf_costs_three_queries_however_full(register, count, django_assert_num_queries):
    for number in range(count):
        register.patch(register.confirmed(), f"5.4.{number}")
    with django_assert_num_queries(3):
        shelf = [
            (p.bug.reference, p.bug.line.code, p.file.name)
            for p in patches_for(register.desk.anna, now=register.desk.now)
        ]
    assert len(shelf) == count


def test_one_patch_for_a_version(register):
    bug = register.confirmed()
    register.patch(bug, "5.4.1")
    with refused(PatchExists, bug=bug.reference, version="5.4.1"):
        register.patch(bug, "5.4.1")
    register.patch(bug, "5.4.2")
    assert [p.version for p in bug.patches.order_by("id")] == ["5.4.1", "5.4.2"]


def test_no_patch_for_a_suspicion(register):
    bug = register.bug()
    with refused(BugNotConfirmed, bug=bug.reference):
        register.patch(bug)


def test_what_cannot_be_published(register, tmp_path):
    bug = register.confirmed()
    with refused(InvalidInput, field="version", problem="missing"):
        register.patch(bug, "")
    with refused(EmptyFile, name="fix.patch"):
        register.patch(bug, content=b"")
    with refused(NotFound, kind="bug", ref="0"):
        bug.pk = 0
        register.patch(bug)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_patch_of_a_bug_known_for_long(register):
    bug = register.confirmed()
    register.desk.now += timedelta(days=400)
    assert fetch(register, register.patch(bug), register.desk.anna).name == "fix.patch"
