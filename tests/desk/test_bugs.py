"""The bug register at the desk: suspicions, verdicts, patches."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.bugs import make_register
from tests.factories.desk import everybody, signed_in
from tests.factories.rows import every_row
from tests.factories.tickets import make_helpdesk

from pointdesk.bugs.actions import download_patch
from pointdesk.bugs.models import Bug, Patch
from pointdesk.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.told_by(clock.StoppedClock(now)):
        yield


@pytest.fixture
def register(now):
    return make_register(make_helpdesk(120, now=now), since=date(2026, 1, 1))


@pytest.fixture
def dora(register):
    return signed_in(register.desk.dora)


def at_bug(bug, act=""):
    return f"/desk/bugs/{bug.pk}/{act}"


def test_a_suspicion_is_registered(dora, register):
    sent = {
        "line": register.desk.line.pk,
        "title": "Cart forgets",
        "affected_versions": "5.5",
        "description": "Reload.",
        "key": "k",
    }
    page = dora.post("/desk/bugs/new/", sent)
    bug = Bug.objects.get()
    assert (page.status_code, page["Location"]) == (303, at_bug(bug))
    assert (bug.title, bug.affected_versions, bug.description, bug.status) == (
        "Cart forgets", "5.5", "Reload.", "reported",
    )  # fmt: skip


def test_registered_twice_is_registered_once(dora, register):
    shown = dora.get("/desk/bugs/new/").context["form"]["key"].value()
    sent = {"line": register.desk.line.pk, "title": "Cart forgets", "key": shown}
    first = dora.post("/desk/bugs/new/", sent)
    before = every_row()
    assert (dora.post("/desk/bugs/new/", sent)["Location"], every_row() == before) == (first["Location"], True)
    other = dora.post("/desk/bugs/new/", sent | {"title": "Cart remembers"})
    assert (other.status_code, "was sent before" in other.text, every_row() == before) == (422, True, True)
    again = sent | {"title": "Cart remembers", "key": other.context["form"]["key"].value()}
    assert dora.post("/desk/bugs/new/", again).status_code == 303
    assert [bug.title for bug in Bug.objects.order_by("id")] == ["Cart forgets", "Cart remembers"]


def test_what_is_missing_is_said(dora, register):
    page = dora.post("/desk/bugs/new/", {"line": register.desk.line.pk, "description": "Reload.", "key": "k"})
    assert (page.status_code, "Reload." in page.text, Bug.objects.count()) == (422, True, 0)


def test_confirming_says_what_it_returns_and_returns_it(dora, register):
    desk = register.desk
    one, two = desk.priced("level-2"), desk.closed("level-1")
    bug = register.bug(one, two)
    page = dora.get(at_bug(bug)).context["page"]
    assert (page.charged, [(t.number, t.charged, t.is_bug) for t in page.tickets]) == (
        35, [(one.number, 25, False), (two.number, 10, False)],
    )  # fmt: skip
    sent = {"reproduced": "on", "affected_versions": "5.5", "reason": "Seen."}
    assert dora.post(at_bug(bug, "confirm"), sent).status_code == 303
    page = dora.get(at_bug(bug)).context["page"]
    assert (str(page.word), page.charged, desk.available, page.may_confirm, page.may_fix) == (
        "confirmed", 0, 120, False, True,
    )  # fmt: skip


def test_rejecting_needs_a_reason(dora, register):
    bug = register.bug()
    assert dora.post(at_bug(bug, "reject"), {"reason": ""}).status_code == 422
    assert dora.post(at_bug(bug, "reject"), {"reason": "Their own module."}).status_code == 303
    bug.refresh_from_db()
    assert (bug.status, bug.reason) == ("rejected", "Their own module.")


def test_a_confirmed_bug_is_not_rejected(dora, register):
    bug = register.confirmed()
    before = every_row()
    page = dora.post(at_bug(bug, "reject"), {"reason": "No."})
    assert (page.status_code, every_row() == before) == (422, True)


def test_fixed_in_a_version(dora, register):
    bug = register.confirmed()
    assert dora.post(at_bug(bug, "fix"), {"fixed_in": "5.5.2"}).status_code == 303
    assert "fixed in 5.5.2" in dora.get(at_bug(bug)).text


def test_what_nobody_confirmed_is_neither_fixed_nor_patched(dora, register):
    bug = register.bug()
    assert dora.post(at_bug(bug, "fix"), {"fixed_in": "5.5.2"}).status_code == 422
    file = SimpleUploadedFile("fix.patch", b"--- a")
    assert dora.post(at_bug(bug, "patch"), {"version": "5.5.1", "file": file}).status_code == 422


def test_a_patch_goes_on_the_shelf(dora, register):
    bug, desk = register.confirmed(), register.desk
    file = SimpleUploadedFile("fix.patch", b"--- a\n+++ b\n")
    sent = {"version": "5.5.1", "file": file, "instructions": "patch -p1"}
    assert dora.post(at_bug(bug, "patch"), sent).status_code == 303
    patch = Patch.objects.get()
    download_patch(patch_id=patch.pk, by=desk.anna, now=desk.now)
    (row,) = dora.get(at_bug(bug)).context["page"].patches
    assert (row.version, row.name, row.size, row.instructions, row.downloads) == (
        "5.5.1", "fix.patch", 12, "patch -p1", 1,
    )  # fmt: skip
    fetched = dora.get(f"/desk/patches/{patch.pk}")
    assert (b"".join(fetched.streaming_content), fetched["Content-Disposition"]) == (
        b"--- a\n+++ b\n", 'attachment; filename="fix.patch"',
    )  # fmt: skip


def test_a_second_patch_for_a_version_is_refused(dora, register):
    bug = register.confirmed()
    register.patch(bug, "5.5.1")
    file = SimpleUploadedFile("fix.patch", b"--- a")
    page = dora.post(at_bug(bug, "patch"), {"version": "5.5.1", "file": file})
    assert (page.status_code, Patch.objects.count()) == (422, 1)


def test_the_register_has_pages(dora, register):
    made = [register.bug(title=f"Bug {n}").pk for n in range(26)]
    first = dora.get("/desk/bugs/").context["page"]
    second = dora.get("/desk/bugs/", {"before": first.older}).context["page"]
    assert [row.id for row in first.rows + second.rows] == made[::-1]


@pytest.mark.parametrize("bugs", [1, 3])
def test_the_register_costs_the_same_however_long(dora, register, bugs, django_assert_num_queries):
    for _ in range(bugs):
        register.bug(register.desk.open())
    with django_assert_num_queries(REGISTER):
        page = dora.get("/desk/bugs/").context["page"]
    assert [row.tickets for row in page.rows] == [1] * bugs


@pytest.mark.parametrize("tickets", [1, 3])
def test_a_bug_costs_the_same_however_much_it_caused(dora, register, tickets, django_assert_num_queries):
    bug = register.bug(*(register.desk.open() for _ in range(tickets)))
    with django_assert_num_queries(BUG):
        dora.get(at_bug(bug))


REGISTER, BUG = 9, 10


@pytest.mark.parametrize(
    ("who", "reads", "acts"),
    [
        ("agent", 200, 200), ("manager", 200, 200), ("accountant", 200, 403), ("administrator", 200, 403),
        ("anna", 404, 404), ("nobody", 302, 302),
    ],
)  # fmt: skip
def test_who_reads_and_who_keeps_the_register(register, now, who, reads, acts):
    bug, client = register.confirmed(), everybody(register.desk, now=now)[who]
    patch = register.patch(bug)
    pages = [client.get(x) for x in ("/desk/bugs/", at_bug(bug), f"/desk/patches/{patch.pk}")]
    assert [page.status_code for page in pages] == [reads] * 3
    b"".join(pages[-1])  # a file is closed once it was read
    assert client.get("/desk/bugs/new/").status_code == acts
    refused = 422 if acts == 200 else acts
    assert [client.post(at_bug(bug, act)).status_code for act in ("reject", "fix", "patch")] == [refused] * 3


def test_a_bug_that_is_not_there(dora):
    assert [dora.get(f"/desk/{x}").status_code for x in ("bugs/999/", "patches/999")] == [404, 404]
