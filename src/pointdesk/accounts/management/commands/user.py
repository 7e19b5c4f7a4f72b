"""`pointdesk user add|list`: make the first administrator, and everyone after."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from pointdesk.accounts.actions import create_staff
from pointdesk.accounts.errors import EmailTaken
from pointdesk.accounts.queries import staff
from pointdesk.base.command import PointdeskCommand
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM, Role
from pointdesk.kit.errors import InvalidInput


class Command(PointdeskCommand):
    """Create a member of staff, or list them."""

    help = "Create a member of staff, or list them."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="add|list")
        add = verbs.add_parser("add", help="create a member of staff; invited by mail unless a password is given")
        add.add_argument("email")
        add.add_argument("--name", required=True, help="as customers and colleagues read it")
        add.add_argument("--role", action="append", required=True, choices=[r.value for r in Role], dest="roles")
        add.add_argument("--language", choices=list(dict(settings.LANGUAGES)), default="en")
        add.add_argument("--password-stdin", action="store_true", help="read the password from the first line of input")
        verbs.add_parser("list", help="everyone with a role")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "add":
            self._add(options)
        else:
            self._list()

    def _add(self, options: dict[str, Any]) -> None:
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        try:
            user = create_staff(
                email=options["email"],
                name=options["name"],
                roles=[Role(role) for role in options["roles"]],
                language=options["language"],
                by=SYSTEM,
                now=clock.now(),
                password=password,
            )
        except EmailTaken as error:
            raise CommandError(f"{error.email} already has an account", returncode=1) from None
        except InvalidInput as error:
            raise CommandError(f"the {error.field} cannot be used: {_in_words(error.problem)}", returncode=2) from None
        told = "created" if password is not None else "created; an invitation goes out by mail"
        self.stdout.write(f"{user.email} {told}")

    def _list(self) -> None:
        for member in staff():
            roles = ",".join(sorted(member.roles))
            self.stdout.write(
                "\t".join([member.email, member.name, roles, member.language, "" if member.is_active else "inactive"])
            )


def _in_words(problem: str) -> str:
    """The code of a problem as words: ``password_too_short`` → password too short."""
    return problem.replace("_", " ")
