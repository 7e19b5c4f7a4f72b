"""Full-text search on both databases: FTS5 on SQLite, a GIN index over tsvector on PostgreSQL, one small interface.

An index is a table of its own, keyed by the number of the row that it describes. Text is folded in Python:
the databases only compare words. A *scope* is a further word of the row, demanded by the caller: it keeps a
customer's search to the customer's own rows inside the index, not after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from pointdesk.kit.folding import words

MOST_WORDS = 8
"""Further words of a query are ignored: they would only slow it down."""

LONGEST = 60
"""Longer words are cut, in index and query alike (PostgreSQL refuses huge ones)."""


@dataclass(frozen=True)
class FullTextIndex:
    """One index by the name of its table."""

    table: str

    def create(self, on: BaseDatabaseWrapper) -> None:
        """Make the table; for a migration."""
        with on.cursor() as cursor:
            if on.vendor == "sqlite":
                cursor.execute(f"CREATE VIRTUAL TABLE {self.table} USING fts5(words, tokenize = 'unicode61')")
                return
            cursor.execute(f"CREATE TABLE {self.table} (id bigint PRIMARY KEY, words tsvector NOT NULL)")
            cursor.execute(f"CREATE INDEX {self.table}_words ON {self.table} USING gin (words)")

    def drop(self, on: BaseDatabaseWrapper) -> None:
        """Remove the table; for undoing a migration."""
        with on.cursor() as cursor:
            cursor.execute(f"DROP TABLE {self.table}")

    def put(self, row_id: int, text: str, *, scopes: Iterable[str] = ()) -> None:
        """Index a row anew, in the surrounding transaction."""
        document = " ".join([*(_scope_word(scope) for scope in scopes), *(word[:LONGEST] for word in words(text))])
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    f"INSERT OR REPLACE INTO {self.table} (rowid, words) VALUES (%s, %s)",  # noqa: S608 -- a constant
                    [row_id, document],
                )
                return
            cursor.execute(
                f"INSERT INTO {self.table} (id, words) VALUES (%s, to_tsvector('simple', %s)) "  # noqa: S608 -- a constant
                "ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                [row_id, document],
            )

    def find(self, query: str, *, scope: str | None = None, most: int = 50) -> list[int]:
        """Rows that have every word of the query (the last one as a beginning), newest first; none for none."""
        wanted = [word[:LONGEST] for word in words(query)][:MOST_WORDS]
        if not wanted:
            return []
        whole = [_scope_word(scope)] if scope is not None else []
        whole += wanted[:-1]
        if connection.vendor == "sqlite":
            expression = " AND ".join([*(f'"{word}"' for word in whole), f'"{wanted[-1]}" *'])
            sql = f"SELECT rowid FROM {self.table} WHERE words MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 -- a constant
        else:
            expression = " & ".join([*(f"'{word}'" for word in whole), f"'{wanted[-1]}':*"])
            sql = (
                f"SELECT id FROM {self.table} WHERE words @@ to_tsquery('simple', %s) "  # noqa: S608 -- a constant
                "ORDER BY id DESC LIMIT %s"
            )
        with connection.cursor() as cursor:
            cursor.execute(sql, [expression, most])
            return [row[0] for row in cursor.fetchall()]


def _scope_word(scope: str) -> str:
    # A query may hold another row's scope word, but words are joined by AND: a scope only ever narrows.
    return "zscope" + "".join(words(scope))
