from io import BytesIO

import pytest
from tests.factories.rows import every_row, refused
from tests.factories.tickets import make_carla

from pointdesk.files.errors import EmptyFile, FileTooLarge
from pointdesk.files.models import StoredFile
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import InvalidInput, NotFound
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.tickets.actions import add_note, merge, reopen, split
from pointdesk.tickets.queries import conversation_for_customer, conversation_for_staff, file_for
from pointdesk.tickets.rules import MOST_FILES, Attachment

SHOT = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def shot(name="shot.png", content=SHOT):
    return Attachment(name=name, content=content)


def names(lines):
    return [[file.name for file in line.files] for line in lines]


def test_files_come_with_every_kind_of_message(desk):
    ticket = desk.open(files=[shot("opened.png"), shot("log.txt", BytesIO(b"line"))])
    desk.reply(ticket, files=[shot("replied.png")])
    add_note(ticket_id=ticket.pk, body="See.", by=desk.dora, now=desk.now, files=[shot("noted.png")])
    assert names(conversation_for_staff(ticket.pk)) == [["opened.png", "log.txt"], ["replied.png"], ["noted.png"]]
    assert names(conversation_for_customer(ticket.pk)) == [["opened.png", "log.txt"], ["replied.png"]]
    file = conversation_for_customer(ticket.pk)[0].files[0]
    assert (file.size, file.content_type) == (len(SHOT), "image/png")
    with open_file(file_for(desk.anna, file.id)) as content:
        assert content.read() == SHOT
    assert StoredFile.objects.get(id=file.id).actor_id == desk.anna.id


def test_a_word_that_reopens_may_bring_files(desk):
    ticket = desk.closed("level-1")
    reopen(ticket_id=ticket.pk, by=desk.anna, now=desk.now, body="Still.", files=[shot()])
    assert names(conversation_for_customer(ticket.pk)) == [[], ["shot.png"]]


@pytest.mark.parametrize("count", [1, 3])
def test_files_cost_one_query_however_many(desk, count, django_assert_num_queries):
    ticket = desk.open(files=[shot() for _ in range(count)])
    for _ in range(count):
        desk.reply(ticket, files=[shot() for _ in range(count)])
    with django_assert_num_queries(3):
        assert names(conversation_for_staff(ticket.pk)) == [["shot.png"] * count] * (count + 1)


def test_who_may_have_a_file(desk, now):
    ticket = desk.open(files=[shot()])
    note = add_note(ticket_id=ticket.pk, body="See.", by=desk.dora, now=now, files=[shot("secret.png")])
    public, secret = ticket.messages.earliest("id").files.get().file, note.files.get().file
    for by in (desk.anna, desk.dora, desk.emil, SYSTEM):
        assert file_for(by, public.pk) == public
    for by in (desk.dora, desk.emil, SYSTEM):
        assert file_for(by, secret.pk) == secret
    for by, file in ((desk.anna, secret), (desk.bruno, public), (make_carla(now=now), public)):
        with refused(NotFound, kind="file", ref=str(file.pk)):
            file_for(by, file.pk)
    with refused(NotFound, kind="file", ref="0"):
        file_for(desk.dora, 0)


def test_files_go_where_their_messages_go(desk, django_assert_num_queries):
    first, annas = desk.open(by=desk.bruno), desk.open(files=[shot("annas.png")])
    moved = desk.reply(first, by=desk.bruno, files=[shot("moved.png")])
    new = split(ticket_id=first.pk, message_ids=[moved.pk], subject="x", by=desk.dora, now=desk.now)
    assert names(conversation_for_staff(new.pk)) == [["moved.png"], []]
    file = annas.messages.get().files.get().file
    with refused(NotFound, kind="file", ref=str(file.pk)):
        file_for(desk.bruno, file.pk)
    merge(ticket_id=annas.pk, into_id=first.pk, by=desk.dora, now=desk.now)
    with django_assert_num_queries(2):
        assert file_for(desk.bruno, file.pk) == file


def test_a_double_click_stores_them_once(desk):
    ticket = desk.open(key="k", files=[shot()])
    reply = desk.reply(ticket, key="k", files=[shot()])
    before = every_row()
    assert desk.open(key="k", files=[shot()]) == ticket
    assert desk.reply(ticket, key="k", files=[shot()]) == reply
    assert every_row() == before
    with refused(SameKeyOtherRequest, key="k"):
        desk.reply(ticket, key="k", files=[shot("other.png")])
    with refused(SameKeyOtherRequest, key="k"):
        desk.open(key="k")


def test_what_cannot_be_attached(desk, settings, media):
    settings.POINTDESK_MAX_UPLOAD_MB = 1
    ticket = desk.open()
    with refused(InvalidInput, field="files", problem="too_many"):
        desk.reply(ticket, files=[shot()] * (MOST_FILES + 1))
    with refused(EmptyFile, name="empty.txt"):
        desk.reply(ticket, files=[shot("empty.txt", b"")])
    for act in (lambda files: desk.open(files=files), lambda files: desk.reply(ticket, files=files)):
        with refused(FileTooLarge, size=1024 * 1024 + 1, most=1024 * 1024):
            act([shot("huge.bin", b"x" * (1024 * 1024 + 1))])
    assert [path for path in media.rglob("*") if path.is_file()] == []
