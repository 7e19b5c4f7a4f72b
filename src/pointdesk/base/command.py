"""The manners of every `pointdesk` command: wrong use is one clear line and exit 2."""

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser


class OneLineParser(CommandParser):
    """An argument parser whose errors are one line that says where to read more."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see: {self.prog} --help)\n")


class PointdeskCommand(BaseCommand):
    """A command of the console tool. Raise CommandError(text, returncode=n) for a failure in words.

    Django's own options stay out of the help; system checks run in `pointdesk manage check`, not before each command.
    """

    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's attribute

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser with our manners; subparsers made from it are of the same class."""
        self._prog = f"pointdesk {subcommand}"
        parser = OneLineParser(prog=self._prog, description=self.help or None, **kwargs)
        self.add_base_argument(parser, "--traceback", action="store_true", help="show the traceback of an error")
        parser.set_defaults(
            settings=None, pythonpath=None, no_color=False, force_color=False, verbosity=1, skip_checks=True
        )
        self.add_arguments(parser)
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; on the command line a failure is one line under the command's name, as wrong use is."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            from_command_line: bool = self._called_from_command_line  # type: ignore[attr-defined]  # not in the stubs
            if options.get("traceback") or not from_command_line:
                raise
            self.stderr.write(f"{self._prog}: {error}")
            sys.exit(error.returncode)
