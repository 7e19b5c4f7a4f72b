"""The folder in which the demo lies. Nobody else's data is ever touched, and two demos never share one."""

import fcntl
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

DATABASE = "pointdesk.sqlite3"
MARK = "this-is-the-demo"
COMPLETE = "complete\n"


@dataclass
class NotTheDemo(Exception):
    """There is a database in the folder, and it is not the demo's."""

    folder: Path

    def __str__(self) -> str:
        return f"{self.folder} holds a database that is not the demo's: choose another folder with --data-dir"


@dataclass
class Occupied(Exception):
    """Another process builds or serves the demo in this folder."""

    folder: Path

    def __str__(self) -> str:
        return f"a demo is running in {self.folder} already: choose another folder with --data-dir"


@dataclass
class Place:
    """The folder. A file marks it as the demo's, says whether the demo is complete, and is locked while in use."""

    folder: Path
    _mark: int = field(default=-1, init=False)

    def enter(self) -> None:
        """Make the folder ours as long as this process lives, or what it turns into. Raises NotTheDemo, Occupied."""
        if (self.folder / DATABASE).exists() and not (self.folder / MARK).exists():
            raise NotTheDemo(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._mark = os.open(self.folder / MARK, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(self._mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(self.folder) from None
        # The lock goes with the file, and the file goes on to the process that this one turns into.
        os.set_inheritable(self._mark, True)

    @property
    def is_complete(self) -> bool:
        """Whether the demo was built to its end."""
        return (self.folder / MARK).read_text() == COMPLETE

    def clear(self) -> None:
        """Delete what was built, complete or not."""
        os.truncate(self._mark, 0)
        for suffix in ("", "-wal", "-shm"):
            (self.folder / f"{DATABASE}{suffix}").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "files", ignore_errors=True)

    def complete(self) -> None:
        """The demo is built."""
        (self.folder / MARK).write_text(COMPLETE)
