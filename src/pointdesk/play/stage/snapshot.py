"""All rows of all tables, to see that a refusal wrote nothing (invariant 7)."""

from django.db import connection

Rows = dict[str, frozenset[str]]


def all_rows() -> Rows:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        return {table: _rows(table) for table in sorted(connection.introspection.table_names(cursor))}


def changed(before: Rows, after: Rows, *, but: frozenset[str] = frozenset()) -> list[str]:
    """The tables whose rows are not what they were, apart from those that may record an attempt."""
    return [
        f"{table}: {len(after[table] - before[table])} rows new or changed, {len(before[table] - after[table])} gone"
        for table in sorted(after)
        if table not in but and before.get(table) != after[table]
    ]


def _rows(table: str) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a table's own name
        return frozenset(str(row) for row in cursor.fetchall())
