from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.apps import apps
from tests.factories.charges import make_account

from pointdesk.kit.errors import DomainError
from pointdesk.outbox.models import StoredEvent

WATCHED = ("charges", "ledger", "audit", "outbox", "catalog", "customers", "vendor")


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that a verb of this room could reach."""
    models = [m for label in WATCHED for m in apps.get_app_config(label).get_models()]
    return {m._meta.label: list(m.objects.order_by("pk").values()) for m in models}


@pytest.fixture
def refused() -> Callable[..., AbstractContextManager[None]]:
    """``with refused(Error, fact=…):`` the act is refused with these facts, and every row stays as it was."""

    @contextmanager
    def watch(error: type[DomainError], **facts: Any) -> Iterator[None]:
        before = everything()
        with pytest.raises(error) as refusal:
            yield
        assert refusal.type is error
        if facts:
            assert refusal.value.facts() == facts
        assert everything() == before

    return watch


@pytest.fixture
def unchanged() -> Callable[..., AbstractContextManager[None]]:
    """``with unchanged():`` the act is answered, and every row stays as it was."""

    @contextmanager
    def watch() -> Iterator[None]:
        before = everything()
        yield
        assert everything() == before

    return watch


class Heard:
    """The events since the last time somebody listened, without those of the ledger."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> list[tuple[str, dict[str, Any]]]:
        new = list(StoredEvent.objects.filter(id__gt=self._last).order_by("id"))
        self._last = new[-1].id if new else self._last
        return [(e.name, e.data) for e in new if e.name != "PointsArrived"]

    def names(self) -> list[str]:
        return [name for name, _ in self()]

    def one(self) -> tuple[str, dict[str, Any]]:
        (event,) = self()
        return event


@pytest.fixture
def heard(db) -> Heard:
    return Heard()


@pytest.fixture
def acme(db, now):
    """A customer with 120 points until 31 January 2027."""
    return make_account(120, now=now)
