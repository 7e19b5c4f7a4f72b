from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from pointdesk.base import guards


def guards_are_installed(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Every append-only table that exists has its triggers (``pointdesk manage check --database default``)."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        existing = set(connection.introspection.table_names())
        messages += [
            Error(f"the guard {name} is missing", hint="run: pointdesk manage migrate", id="pointdesk.E001")
            for name in guards.missing(connection)
            if name.split(".")[0] in existing
        ]
    return messages
