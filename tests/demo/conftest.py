"""A small year, played once a run; each test looks at a copy of it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pointdesk.play.stage.throwaway import Playhouse, playhouse

END = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
"""A Tuesday, 12:00 in Athens."""


@pytest.fixture(scope="session")
def years(django_db_blocker) -> Iterator[Playhouse]:
    from pointdesk.demo.build import Scale, build  # noqa: PLC0415 -- models are loaded only now

    with django_db_blocker.unblock(), playhouse(lambda: build(END, Scale(firms=3, tickets=10))) as house:
        yield house


@pytest.fixture
def year(years: Playhouse, django_db_blocker) -> Iterator[datetime]:
    """The year's database; yields the moment at which it ends."""
    with django_db_blocker.unblock(), years.copy():
        yield END
