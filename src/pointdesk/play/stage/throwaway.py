"""Throw-away databases: one is migrated and furnished once, every story is played on a copy of it.

The vendor's own database is never opened on SQLite; on PostgreSQL only its server is asked to create and drop
databases of other names. Files and mails of the played world go nowhere either.
"""

import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connections

# It also tells the file storages that their folder has changed, which plain assignment would not.
from django.test.utils import override_settings

DEFAULT = "default"


class Throwaway(ABC):
    """Databases that nobody keeps, on one of the two engines."""

    @abstractmethod
    def create(self) -> str:
        """A new empty database; its name."""

    @abstractmethod
    def copy(self, name: str) -> str:
        """A copy of a database to which nobody is connected; its name."""

    @abstractmethod
    def drop(self, name: str) -> None:
        """Drop a database."""


class SqliteFiles(Throwaway):
    """Files in a folder that is deleted as a whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self) -> str:
        return str(self._folder / f"{uuid4().hex}.sqlite3")

    def copy(self, name: str) -> str:
        # The last connection has written its log back: the file is all there is.
        return str(shutil.copyfile(name, self.create()))

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)


class PostgresDatabases(Throwaway):
    """Databases of unlikely names, which say whose process they are, beside the vendor's on its server."""

    def __init__(self, settings: dict[str, Any]) -> None:
        given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        self._server = {name: settings[key] for name, key in given.items() if settings[key]}
        self._beside = settings["NAME"]

    def create(self) -> str:
        name = self._name()
        self._ask(f'CREATE DATABASE "{name}"')
        return name

    def copy(self, name: str) -> str:
        copy = self._name()
        self._ask(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        return copy

    def drop(self, name: str) -> None:
        self._ask(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _name(self) -> str:
        return f"pointdesk_play_{os.getpid()}_{uuid4().hex[:16]}"

    def _ask(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 -- only on PostgreSQL

        with psycopg.connect(dbname=self._beside, autocommit=True, **self._server) as server:
            server.execute(statement.encode())


class Playhouse:
    """Holds the furnished database that stories are played on copies of."""

    def __init__(self, throwaway: Throwaway, template: str, folder: str) -> None:
        self._throwaway, self._template, self._folder = throwaway, template, folder

    @contextmanager
    def copy(self) -> Iterator[None]:
        """Within, the application's database is a fresh copy of the furnished one."""
        name = self._throwaway.copy(self._template)
        try:
            with _stage(name, self._folder):
                yield
        finally:
            self._throwaway.drop(name)


@contextmanager
def playhouse(furnish: Callable[[], None]) -> Iterator[Playhouse]:
    """A playhouse until the block ends; `furnish` is called once, in the migrated and still empty database."""
    with tempfile.TemporaryDirectory(prefix="pointdesk-play-") as folder:
        throwaway = _throwaway(Path(folder))
        template = throwaway.create()
        try:
            with _stage(template, folder):
                call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
                furnish()
            yield Playhouse(throwaway, template, folder)
        finally:
            throwaway.drop(template)


def _throwaway(folder: Path) -> Throwaway:
    settings = connections.settings[DEFAULT]
    return SqliteFiles(folder) if connections[DEFAULT].vendor == "sqlite" else PostgresDatabases(settings)


@contextmanager
def _stage(name: str, folder: str) -> Iterator[None]:
    """Within, the application has that database, keeps its files in the folder, and sends no mail."""
    mail = "django.core.mail.backends.dummy.EmailBackend"
    with override_settings(MEDIA_ROOT=f"{folder}/files", EMAIL_BACKEND=mail), _hasty(), _connected_to(name):
        yield


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    # All connections of the process, of other threads too, are made from this one mapping.
    settings = connections.settings[DEFAULT]
    before = settings["NAME"]
    connections[DEFAULT].close()
    settings["NAME"] = name
    try:
        yield
    finally:
        connections[DEFAULT].close()
        settings["NAME"] = before


@contextmanager
def _hasty() -> Iterator[None]:
    """What is thrown away need not survive a power cut: no waiting for the disk on SQLite."""
    options = connections.settings[DEFAULT]["OPTIONS"]
    before = options.get("init_command")
    if before is None:
        yield
        return
    options["init_command"] = f"{before} PRAGMA synchronous=OFF;"
    try:
        yield
    finally:
        options["init_command"] = before
