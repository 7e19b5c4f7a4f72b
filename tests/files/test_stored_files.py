import hashlib
import io
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from pointdesk.files.actions import remove_orphans, store_file
from pointdesk.files.errors import ContentMissing, EmptyFile, FileTooLarge
from pointdesk.files.models import StoredFile
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import Actor, ActorKind

pytestmark = pytest.mark.django_db

ANNA = Actor(kind=ActorKind.PERSON, id="3", label="Anna")


def on_disk(media: Path) -> list[Path]:
    return sorted(path for path in media.rglob("*") if path.is_file())


def test_a_file_is_kept_under_an_opaque_name(media, now):
    content = b"2026-05-05 payment declined\n"

    file = store_file(name="../var/log/error.log", content=content, by=ANNA, now=now)

    assert StoredFile.objects.values().get() == {
        "id": file.pk, "key": file.key, "name": "error.log", "size": 28,
        "sha256": hashlib.sha256(content).hexdigest(), "content_type": "text/plain",
        "actor_kind": "person", "actor_id": "3", "stored_at": now,
    }  # fmt: skip
    assert on_disk(media) == [media / file.key[:2] / file.key]
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    with open_file(file) as stream:
        assert stream.read() == content


def test_a_stream_is_read_to_its_end(media, now):
    content = bytes(range(256)) * 10_000  # 2.56 MB, more than one chunk

    file = store_file(name="dump.bin", content=io.BytesIO(content), by=ANNA, now=now)

    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert file.path.read_bytes() == content


def test_the_same_name_twice_is_two_files(now):
    one, two = (store_file(name="a.txt", content=b"x", by=ANNA, now=now) for _ in range(2))
    assert one.path != two.path


def test_a_file_of_the_greatest_size_is_kept_and_one_byte_more_refused(settings, media, now):
    settings.POINTDESK_MAX_UPLOAD_MB = 1
    most = 1024 * 1024
    store_file(name="full.bin", content=b"x" * most, by=ANNA, now=now)

    with pytest.raises(FileTooLarge) as refusal:
        store_file(name="more.bin", content=b"x" * (most + 1), by=ANNA, now=now)

    assert refusal.value.facts() == {"size": most + 1, "most": most}
    assert (StoredFile.objects.count(), len(on_disk(media))) == (1, 1)


def test_an_endless_stream_is_not_read_to_its_end(settings, media, now):
    settings.POINTDESK_MAX_UPLOAD_MB = 2

    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(FileTooLarge):
        store_file(name="endless", content=stream, by=ANNA, now=now)
    assert stream.given == 3 * 1024 * 1024
    assert on_disk(media) == []


def test_an_empty_file_is_refused(media, now):
    with pytest.raises(EmptyFile) as refusal:
        store_file(name="empty.txt", content=b"", by=ANNA, now=now)

    assert refusal.value.facts() == {"name": "empty.txt"}
    assert (StoredFile.objects.count(), on_disk(media)) == (0, [])


def test_a_reader_that_breaks_leaves_nothing(media, now):
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store_file(name="a", content=Broken(), by=ANNA, now=now)
    assert (StoredFile.objects.count(), on_disk(media)) == (0, [])


def test_missing_content_is_named(now):
    file = store_file(name="a.txt", content=b"x", by=ANNA, now=now)
    file.path.unlink()

    with pytest.raises(ContentMissing) as refusal:
        open_file(file)
    assert refusal.value.facts() == {"file_id": file.pk}


def test_orphans_go_after_a_day_and_nothing_else(media, now):
    kept = store_file(name="kept.txt", content=b"x", by=ANNA, now=now)
    with transaction.atomic():
        orphan = store_file(name="orphan.txt", content=b"x", by=ANNA, now=now)
        transaction.set_rollback(True)
    half = kept.path.with_suffix(".part")
    half.write_bytes(b"half")
    two_days_later = (now + timedelta(days=2)).timestamp()
    os.utime(half, (two_days_later, two_days_later))

    assert remove_orphans(now + timedelta(hours=23)) == 0
    assert remove_orphans(now + timedelta(hours=25)) == 1
    assert on_disk(media) == sorted([kept.path, half])
    assert not orphan.path.exists()
    assert remove_orphans(now + timedelta(days=4)) == 1
    assert on_disk(media) == [kept.path]


def test_there_may_be_no_files_at_all(now):
    assert remove_orphans(now) == 0
