"""What a run has left on the PostgreSQL server. Others may play there at the same time: their databases are theirs."""

from django.db import connection


def played_on_by(process: int) -> list[str]:
    """The names of the databases that a process plays on; none on SQLite, where they are files."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY datname",
                       [f"pointdesk_play_{process}_"])  # fmt: skip
        return [row[0] for row in cursor.fetchall()]
