"""Every row there is, to see that a refusal leaves them alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from pointdesk.kit.errors import DomainError

# A number that was drawn and not used is lost, by design.
SPENT = {"tickets.TicketNumber"}


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all rooms, by model."""
    models = [m for m in apps.get_models() if m.__module__.startswith("pointdesk.") and m._meta.label not in SPENT]
    return {m._meta.label: list(m._default_manager.order_by("pk").values_list()) for m in models}


@contextmanager
def refused(error: type[DomainError], **facts: Any) -> Iterator[None]:
    """What happens inside is refused with that error and these facts, and no row changes."""
    before = every_row()
    with pytest.raises(error) as caught:
        yield
    assert caught.value.facts() == facts
    assert every_row() == before
