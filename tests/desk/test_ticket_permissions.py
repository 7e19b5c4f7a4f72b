"""Who may open which page of the desk and press what: everyone of the cast at every address."""

import pytest
from django.test import Client
from tests.factories.tickets import make_agent, make_carla

from pointdesk.kit.actors import Role
from pointdesk.tickets.actions import add_note, merge
from pointdesk.tickets.rules import Attachment

READ = ["", "view/all/", "search/?q=1", "keys/", "tickets/{open}/", "files/{file}"]
WORK = ["tickets/new/", "tickets/{open}/close/", "tickets/{open}/split/", "tickets/{open}/merge/",
        "tickets/{open}/follow-up/"]  # fmt: skip
PRESS = {
    "tickets/{open}/reply": {"body": "x", "key": "r", "seen": 10**6},
    "tickets/{open}/note": {"body": "x", "key": "n"},
    "tickets/{open}/take": {},
    "tickets/{open}/assign": {"assignee": "nobody"},
    "tickets/{open}/hold": {},
    "tickets/{open}/resume": {},
    "tickets/{open}/solve": {},
    "tickets/{open}/reopen": {},
    "tickets/{open}/link": {"other": "{other}"},
    "tickets/{open}/unlink": {"other": "{other}"},
    "tickets/{merged}/undo-merge": {},
    "tickets/{open}/split/": {"subject": "x", "key": "s"},
    "tickets/{open}/reopen-with": {"body": "x", "key": "o", "seen": 10**6},
    "tickets/{other}/merge/": {"into": "{open}"},
    "tickets/{other}/close/": {"reason": "x"},
}
AT_THE_DESK = {"Anna": 404, "Bruno": 404, "Carla": 404, "nobody": 302}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def places(desk, now):
    opened = desk.priced("level-1")
    note = add_note(
        ticket_id=opened.pk, body="x", by=desk.dora, now=now, files=[Attachment(name="a.txt", content=b"x")]
    )
    merged = desk.open()
    merge(ticket_id=merged.pk, into_id=opened.pk, by=desk.dora, now=now)
    return {
        "open": opened.number, "merged": merged.number, "other": desk.priced("level-0").number,
        "file": note.files.get().file_id,
    }  # fmt: skip


@pytest.fixture
def browser(desk, as_, now):
    cast = {
        "Anna": lambda: desk.anna,
        "Bruno": lambda: desk.bruno,
        "Carla": lambda: make_carla(now=now),
        "Dora": lambda: desk.dora,
        "Emil": lambda: desk.emil,
        "Fani": lambda: make_agent("Fani", Role.ACCOUNTANT, now=now),
    }
    return lambda name: Client() if name == "nobody" else as_(cast[name]())


@pytest.mark.parametrize("address", READ)
@pytest.mark.parametrize("name", ["Dora", "Emil", "Fani", *AT_THE_DESK])
def test_pages_to_read(browser, places, name, address):
    response = browser(name).get(f"/desk/{address.format(**places)}")
    response.close()
    assert response.status_code == AT_THE_DESK.get(name, 200)


@pytest.mark.parametrize("address", WORK)
@pytest.mark.parametrize("name", ["Dora", "Emil", "Fani", *AT_THE_DESK])
def test_pages_to_work_with(browser, places, name, address):
    expected = {**AT_THE_DESK, "Fani": 403}.get(name, 200)
    assert browser(name).get(f"/desk/{address.format(**places)}").status_code == expected


@pytest.mark.parametrize("address", PRESS)
@pytest.mark.parametrize("name", ["Dora", "Emil", "Fani", *AT_THE_DESK])
def test_what_is_pressed(browser, places, name, address):
    fields = {key: str(value).format(**places) for key, value in PRESS[address].items()}
    response = browser(name).post(f"/desk/{address.format(**places)}", fields)
    assert response.status_code == {**AT_THE_DESK, "Fani": 403}.get(name, 303)


@pytest.mark.parametrize("address", PRESS)
def test_nothing_is_pressed_by_looking(browser, places, address):
    if address.endswith("/"):
        return
    assert browser("Dora").get(f"/desk/{address.format(**places)}").status_code == 405


def test_whoever_does_not_work_on_tickets_sees_no_composer(browser, places):
    text = browser("Fani").get(f"/desk/tickets/{places['open']}/").text
    assert 'class="composer"' not in text
    assert 'class="composer"' in browser("Dora").get(f"/desk/tickets/{places['open']}/").text
