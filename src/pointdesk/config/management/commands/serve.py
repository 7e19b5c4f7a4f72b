from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pointdesk.base.command import PointdeskCommand
from pointdesk.config import serving
from pointdesk.config.arguments import add_port, whole_number


class Command(PointdeskCommand):
    """Serves web and worker. Prepares static files; changes no table (`pointdesk manage migrate` does)."""

    help = "Serve web and worker until stopped (Ctrl-C or SIGTERM). Behind a proxy: docs/settings.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_port(parser)
        parser.add_argument("--address", default="127.0.0.1", help="where to listen (default: this machine only)")
        parser.add_argument("--workers", type=whole_number(1, 64), default=2, metavar="N",
                            help="processes that answer pages (default: 2)")  # fmt: skip

    def handle(self, *, port: int, address: str, workers: int, **_: Any) -> None:
        refuse_taken_port(address, port)
        refuse_old_tables()
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write(f"Pointdesk serves http://{address}:{port}")
        serving.turn_into_server(address, port, workers)


def refuse_taken_port(address: str, port: int) -> None:
    """Say so in one line before anything is done. Raises CommandError."""
    try:
        free = serving.is_free(address, port)
    except OSError as error:
        raise CommandError(f"the address {address} cannot be used: {error.strerror}", returncode=2) from None
    if not free:
        raise CommandError(f"port {port} is taken: choose another with --port or POINTDESK_PORT", returncode=2)


def refuse_old_tables() -> None:
    """Say what is missing. Raises CommandError."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise CommandError(f"the database lacks {len(missing)} migrations: run pointdesk manage migrate", returncode=2)
