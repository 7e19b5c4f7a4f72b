"""Transactions as the actions use them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def writing() -> Iterator[None]:
    """One transaction around an action: joins the surrounding one, else opens its own.

    Joining takes no savepoint, so an action called by another costs no extra statements. That is sound because a
    refusal (DomainError) is raised before its action has written anything, and any other failure must not be caught.
    """
    if connection.in_atomic_block:
        yield
    else:
        with transaction.atomic():
            yield


def require_transaction() -> None:
    """Refuse to lock outside a transaction: the lock would be gone at once. Raises RuntimeError."""
    if not connection.in_atomic_block:
        raise RuntimeError("a lock outside a transaction protects nothing")


@contextmanager
def snapshot() -> Iterator[None]:
    """A long read that sees one moment of the database and keeps nobody from writing.

    Within a transaction, that transaction is all the moment there is.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)  # not atomic(): that takes SQLite's write lock
        try:
            yield
        finally:
            cursor.execute("COMMIT")
