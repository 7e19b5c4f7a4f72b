"""Several acts at the same moment, each in a connection of its own; for tests on `committed_db`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from pointdesk.kit.errors import DomainError


def together(*acts: Callable[[], object]) -> list[object]:
    """Run the acts at once; what each returned, or the code of its refusal."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait()
            return act()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
