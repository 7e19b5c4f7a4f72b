"""Append-only tables: the database itself refuses to change, delete or truncate what was written.

A model becomes append-only by ``class Meta`` beside ``append_only = True`` as a class attribute. The triggers are
installed by one idempotent operation after every migrate; a system check fails when one is missing.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


def guarded_tables() -> list[str]:
    """The tables of all models that say ``append_only = True``."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))


def install(connection: BaseDatabaseWrapper) -> None:
    """Install the triggers on every guarded table that exists. Doing it again changes nothing."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in guarded_tables():
            if table in existing:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should stand and do not, as ``table.operation``; empty when all is well."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            # A disabled trigger ('D') guards nothing.
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        present = {row[0] for row in cursor.fetchall()}
    return [
        f"{table}.{operation}"
        for table in guarded_tables()
        for operation in _operations(connection.vendor)
        if _name(table, operation) not in present
    ]


def install_after_migrate(using: str, **_: Any) -> None:
    """The hook that migrate calls, once per app; idempotent."""
    install(connections[using])


def _operations(vendor: str) -> tuple[str, ...]:
    # SQLite has no TRUNCATE: an unqualified DELETE fires the row trigger there.
    return ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")


def _name(table: str, operation: str) -> str:
    return f"guard_{table}_{operation}"


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER IF NOT EXISTS "{_name(table, op)}" BEFORE {op.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for op in _operations(vendor)
        ]
    function = (
        "CREATE OR REPLACE FUNCTION pointdesk_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    triggers = [
        f'CREATE OR REPLACE TRIGGER "{_name(table, op)}" BEFORE {op.upper()} ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION pointdesk_append_only()"
        for op in _operations(vendor)
    ]
    return [function, *triggers]
