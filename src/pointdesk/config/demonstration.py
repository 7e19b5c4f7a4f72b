"""`pointdesk demo`: an example vendor with a year of history, ready to look at."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import CommandError

from pointdesk.base.command import OneLineParser
from pointdesk.config import serving
from pointdesk.config.arguments import add_port
from pointdesk.demo.logins import LOGINS, PASSWORD
from pointdesk.demo.place import NotTheDemo, Occupied, Place

ADDRESS = "127.0.0.1"
HERE = "localhost"
POINTDESK = (sys.executable, "-c", "from pointdesk.config.cli import main; main()")


def demonstrate(arguments: Sequence[str]) -> None:
    """Build the demo where there is none yet, print who can sign in, and serve it. Raises CommandError."""
    parser = OneLineParser(prog="pointdesk demo", description=__doc__)
    add_port(parser)
    parser.add_argument("--data-dir", type=Path, default=os.environ.get("POINTDESK_DATA_DIR") or "var/demo",
                        help="where it is kept (default: POINTDESK_DATA_DIR, else var/demo)")  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="build it anew, up to the present day")
    asked = parser.parse_args(arguments)
    if not serving.is_free(ADDRESS, asked.port):
        raise CommandError(f"port {asked.port} is taken: choose another with --port or POINTDESK_PORT", returncode=2)
    place = Place(asked.data_dir)
    try:
        place.enter()
    except (NotTheDemo, Occupied) as refusal:
        raise CommandError(str(refusal), returncode=2) from None
    _settle_in(place.folder, asked.port)
    if asked.fresh or not place.is_complete:
        _build(place)
    else:
        _bring_up_to_date()
        print(f"The demo in {place.folder} is there already; --fresh builds it anew.")  # noqa: T201 -- a command
    _welcome(asked.port, place.folder)
    serving.turn_into_server(ADDRESS, asked.port, workers=1)


def _settle_in(folder: Path, port: int) -> None:
    """The settings of the demo, whatever those of the vendor around it are: its own data, on this machine."""
    for name in ("DATABASE_URL", "DATABASE_URL_FILE", "EMAIL_URL_FILE"):
        os.environ.pop(name, None)
    os.environ |= {
        "POINTDESK_DATA_DIR": str(folder.resolve()),
        "EMAIL_URL": "console:",
        "POINTDESK_SITE_URL": f"http://{HERE}:{port}",
        "DJANGO_SETTINGS_MODULE": "pointdesk.config.settings",
    }
    import django  # noqa: PLC0415 -- the settings are read now

    django.setup()


def _bring_up_to_date() -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- after the settings
    from django.db import DatabaseError  # noqa: PLC0415 -- likewise
    from django.db.migrations.exceptions import InconsistentMigrationHistory  # noqa: PLC0415 -- likewise

    try:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    except (InconsistentMigrationHistory, DatabaseError):
        raise CommandError("it was built by another version of Pointdesk: --fresh builds it anew") from None
    call_command("collectstatic", verbosity=0, interactive=False)


def _build(place: Place) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- after the settings
    from django.db import connection  # noqa: PLC0415 -- likewise

    from pointdesk.demo.build import build  # noqa: PLC0415 -- likewise
    from pointdesk.kit import clock  # noqa: PLC0415 -- likewise

    print("Building the demo: a year of a helpdesk, played act by act …", flush=True)  # noqa: T201 -- a command
    started = time.monotonic()
    place.clear()
    # The second core has nothing else to do.
    collect = [*POINTDESK, "manage", "collectstatic", "--noinput", "--verbosity", "0"]
    static = subprocess.Popen(collect)  # noqa: S603 -- ourselves
    with connection.cursor() as cursor:
        # If the power fails now, the demo is built anew.
        cursor.execute("PRAGMA synchronous=OFF")
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    # What is loaded stays, and what an act leaves behind is little: looking for garbage all the time costs a tenth.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    build(clock.now())
    connection.close()
    if static.wait():
        raise CommandError("the static files could not be collected")
    place.complete()
    print(f"Built in {time.monotonic() - started:.0f} seconds.")  # noqa: T201 -- a command


def _welcome(port: int, folder: Path) -> None:
    rows = [(login.name, login.email, login.what) for login in LOGINS]
    name, email = (max(len(row[column]) for row in rows) for column in (0, 1))
    people = "\n".join(f"  {row[0]:<{name}}  {row[1]:<{email}}  {row[2]}" for row in rows)
    print(  # noqa: T201 -- a command
        f"\nPointdesk demo: http://{HERE}:{port}\n\n{people}\n\n  Password of all: {PASSWORD}\n\n"
        f"Data: {folder}. Mails sent: http://{HERE}:{port}/desk/mails/\nCtrl-C stops it.\n",
        flush=True,
    )
