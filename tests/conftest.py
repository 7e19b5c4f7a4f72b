"""What all tests share: the database of the run, a committed copy of it, the clock.

The same tests run on SQLite (no DATABASE_URL) and on PostgreSQL. `--data-only` leaves out what touches no database, so
that the second run repeats nothing.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from pointdesk.play.stage.throwaway import Playhouse, playhouse

# The same examples each time, and no stop-watch: a slow machine is no failure, and a red run can be repeated.
hypothesis.settings.register_profile(
    "pointdesk", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("pointdesk")

TODAY = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
"""12:00 on 5 May 2026 in Athens, when most tests happen."""


def pytest_configure(config: pytest.Config) -> None:
    # A test signs in often; the slow hasher proves nothing there.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Static files as they lie in the rooms: nothing is collected, nothing hashed (but see tests/ui/test_bundle.py).
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    # In a file, not in memory: a file can be copied for `committed_db`, and other processes can open the copy.
    if connection.vendor == "sqlite":
        folder = tempfile.mkdtemp(prefix="pointdesk-test-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        settings.DATABASES["default"]["TEST"]["NAME"] = f"{folder}/test.sqlite3"
    config.addinivalue_line("markers", "journey: a story in a real browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--data-only", action="store_true", help="only tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--data-only"):
        touching = [i for i in items if touches_database(i)]
        config.hook.pytest_deselected(items=[i for i in items if i not in touching])
        items[:] = touching


def touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "committed_db", "furnished"}
    return item.get_closest_marker("django_db") is not None or bool(fixtures & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def in_english() -> None:
    """A request leaves its language behind in the thread; every test begins in English."""
    translation.activate("en")


@pytest.fixture
def now() -> datetime:
    return TODAY


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker):
    """The test database, made whenever a test asks for it: pytest-django's own fixture overlooks `committed_db`."""
    with django_db_blocker.unblock():
        if connection.in_atomic_block:
            pytest.fail("committed_db stands alone: take the db fixture or the django_db mark away")
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def playhouse_of_the_run(django_db_blocker) -> Iterator[Playhouse]:
    from pointdesk.play.stage.world import furnish  # noqa: PLC0415 -- models are loaded only now

    with ExitStack() as stack:
        with django_db_blocker.unblock():
            house = stack.enter_context(playhouse(furnish))
        yield house
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def furnished(playhouse_of_the_run: Playhouse, django_db_blocker) -> Iterator[Playhouse]:
    """The world in which stories are played, made once a run; each story is played on a copy."""
    with django_db_blocker.unblock():
        yield playhouse_of_the_run


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[str]:
    """A real database of this test alone, where commits are commits; yields its DATABASE_URL for other processes.

    It is a copy of the empty, migrated test database: nothing is ever flushed, because the ledger's tables refuse it.
    """
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name, url, drop = _copy(tmp_path)
        connection.close()
        connection.settings_dict["NAME"] = name
        environ = os.environ.get("DATABASE_URL")
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = before
            if environ is None:
                del os.environ["DATABASE_URL"]
            else:
                os.environ["DATABASE_URL"] = environ
            drop()


def _copy(tmp_path: Path):
    if connection.vendor == "sqlite":
        path = tmp_path / "committed.sqlite3"
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(path)) as target,
        ):
            source.backup(target)
        return str(path), f"sqlite:///{path}", lambda: None
    source, name = connection.settings_dict["NAME"], f"committed_{os.getpid()}_{abs(hash(str(tmp_path))) % 10**8}"
    connection.close()  # a template must have no sessions: not this one, nor one that a test's thread left behind
    sessions = f"FROM pg_stat_activity WHERE datname = '{source}'"
    _administer(f"SELECT pg_terminate_backend(pid, 5000) {sessions}")
    _administer(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    base = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    return name, f"{base}/{name}", lambda: _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(statement: str) -> None:
    import psycopg  # noqa: PLC0415 -- only on PostgreSQL

    s = connection.settings_dict
    options = {"host": s["HOST"], "user": s["USER"], "password": s["PASSWORD"] or None, "port": s["PORT"] or None}
    with psycopg.connect(dbname="postgres", autocommit=True, **{k: v for k, v in options.items() if v}) as admin:
        admin.execute(statement)
