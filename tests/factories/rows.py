"""Every row there is, to see that a refusal leaves them alone; and the statements that touch a room's tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pointdesk.kit.errors import DomainError

# A number that was drawn and not used is lost, by design.
SPENT = {"tickets.TicketNumber"}


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all rooms, by model."""
    models = [m for m in apps.get_models() if m.__module__.startswith("pointdesk.") and m._meta.label not in SPENT]
    return {m._meta.label: list(m._default_manager.order_by("pk").values_list()) for m in models}


@contextmanager
def statements_on(room: str) -> Iterator[list[str]]:
    """The statements inside that touch the tables of a room; a list that is full when the block ends."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [query["sql"] for query in captured.captured_queries if f'"{room}_' in query["sql"]]


@contextmanager
def refused(error: type[DomainError], **facts: Any) -> Iterator[None]:
    """What happens inside is refused with that error and these facts, and no row changes."""
    before = every_row()
    with pytest.raises(error) as caught:
        yield
    assert caught.value.facts() == facts
    assert every_row() == before
