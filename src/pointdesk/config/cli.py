"""The `pointdesk` command. Exit 0: done; 1: it ran and found something wrong; 2: what was asked for cannot be done at
all, which one clear line says (docs/commands.md)."""

import os
import sys

COMMANDS = {
    "demo": "build an example vendor with a year of history, and serve it",
    "serve": "serve web and worker",
    "play": "play story files of the points against a throw-away database",
    "scheme": "load a support scheme: price list, packs, policies, texts",
    "ledger": "verify or export the ledger",
    "worker": "run reactions and recurring jobs",
    "user": "create a member of staff, or list them",
    "manage": "any Django command: migrate, check, shell, ...",
}


def main() -> None:
    """Entry point of the console script."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        sys.stdout.write(_help())
        sys.exit(0)
    name, rest = arguments[0], arguments[1:]
    if name == "--version":
        from pointdesk import __version__  # noqa: PLC0415 -- only asked for here

        sys.stdout.write(f"pointdesk {__version__}\n")
        sys.exit(0)
    if name not in COMMANDS:
        _refuse(f"unknown command '{name}'; commands are {', '.join(COMMANDS)} (see: pointdesk --help)")
    if name == "manage" and not rest:
        _refuse("manage needs a Django command, for example: pointdesk manage migrate")
    _run(name, rest)


def _run(name: str, rest: list[str]) -> None:
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- after the arguments are known
    from django.core.management.base import CommandError  # noqa: PLC0415 -- likewise
    from django.db.utils import OperationalError, ProgrammingError  # noqa: PLC0415 -- likewise
    from environs import EnvError  # noqa: PLC0415 -- likewise

    try:
        if name == "demo":
            # It chooses its settings before they are read, as no command of Django's could.
            from pointdesk.config.demonstration import demonstrate  # noqa: PLC0415 -- likewise

            demonstrate(rest)
        else:
            _manage(rest if name == "manage" else [name, *rest])
    except CommandError as error:
        sys.stderr.write(f"pointdesk {name}: {error}\n")
        sys.exit(2)
    except (ImproperlyConfigured, EnvError) as error:
        _refuse(f"the settings cannot be used: {error}")
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in rest:
            raise
        # No server, no such database, no tables yet: the vendor's to mend, so one line says how.
        first = str(error).strip().splitlines()[0]
        no_tables = isinstance(error, ProgrammingError) or "no such table" in first
        hint = "a new installation? run: pointdesk manage migrate" if no_tables else "see DATABASE_URL in the settings"
        _refuse(f"the database cannot be used: {first} ({hint})")


def _manage(arguments: list[str]) -> None:
    from pointdesk.config.commands import Commands  # noqa: PLC0415 -- after the arguments are known

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pointdesk.config.settings")
    Commands(["pointdesk", *arguments]).execute()


def _refuse(sentence: str) -> None:
    sys.stderr.write(f"pointdesk: {sentence}\n")
    sys.exit(2)


def _help() -> str:
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items())
    return f"usage: pointdesk COMMAND [ARGUMENTS]\n\n{rows}\n\npointdesk COMMAND --help says more.\n"
