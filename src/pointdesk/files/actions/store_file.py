import hashlib
import io
import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from pointdesk.base.database import writing
from pointdesk.files.errors import EmptyFile, FileTooLarge
from pointdesk.files.models import StoredFile, path_of
from pointdesk.files.rules import HEAD, clean_name, content_type_of
from pointdesk.kit.actors import Actor

CHUNK = 1024 * 1024


def store_file(*, name: str, content: bytes | BinaryIO, by: Actor, now: datetime) -> StoredFile:
    """Keep a file: its content on the disk first, then its row in the surrounding transaction.

    A transaction that is rolled back leaves content without a row, which `remove_orphans` removes. Whether the actor
    may, and where the file belongs, is for the room that calls. Raises EmptyFile, and FileTooLarge above
    settings.POINTDESK_MAX_UPLOAD_MB; then nothing stays on the disk.
    """
    key, cleaned = secrets.token_hex(16), clean_name(name)
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    target = path_of(key)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Under another name until it is whole: a crash never leaves half a file that looks like one.
    part = target.with_suffix(".part")
    try:
        size, digest, head = _write(stream, part, cleaned)
        os.utime(part, (now.timestamp(), now.timestamp()))
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    _keep_name(target.parent)
    with writing():
        return StoredFile.objects.create(
            key=key, name=cleaned, size=size, sha256=digest, content_type=content_type_of(head),
            actor_kind=by.kind.value, actor_id=by.id, stored_at=now,
        )  # fmt: skip


def _write(stream: BinaryIO, part: Path, name: str) -> tuple[int, str, bytes]:
    """Copy to the disk; returns size, SHA-256 and the first bytes."""
    most = settings.POINTDESK_MAX_UPLOAD_MB * 1024 * 1024
    size, digest, head = 0, hashlib.sha256(), b""
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise FileTooLarge(size=size, most=most)
            head += chunk[: HEAD - len(head)]
            digest.update(chunk)
            target.write(chunk)
        if size == 0:
            raise EmptyFile(name=name)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest(), head


def _keep_name(folder: Path) -> None:
    """Bring the new name itself to the disk, before a row says that it is there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
