"""`pointdesk scheme check|load`: the scheme of a product line, from a file."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from pointdesk.base.command import PointdeskCommand
from pointdesk.catalog.errors import SchemeError
from pointdesk.catalog.rules import dearer_packs
from pointdesk.catalog.rules.nodes import MOST_BYTES
from pointdesk.catalog.rules.scheme import Scheme, parse
from pointdesk.kit import clock
from pointdesk.kit.actors import SYSTEM
from pointdesk.kit.errors import DomainError
from pointdesk.sales.actions import load_scheme
from pointdesk.sales.management import scheme_words
from pointdesk.sales.queries import preview_scheme


class Command(PointdeskCommand):
    """Check a scheme file, or load it. Exit 1: the file is sound but cannot be loaded; 2: it is not sound."""

    help = "Check a scheme file, or load it: price list, packs, policies, texts."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="check|load")
        check = verbs.add_parser("check", help="read a file and say what it holds, without a database")
        load = verbs.add_parser("load", help="make what a file says hold; the same file again changes nothing")
        for verb in (check, load):
            verb.add_argument("file", metavar="FILE")
        load.add_argument("--from", dest="day", type=_day, metavar="DATE", help="when the prices take effect (today)")
        load.add_argument("--preview", action="store_true", help="say what would change, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        scheme = _read(options["file"])
        try:
            if options["verb"] == "check":
                lines = [*scheme_words.of_scheme(scheme)]
            elif options["preview"]:
                preview = preview_scheme(scheme=scheme, now=clock.now(), in_force_from=options["day"])
                lines = [*scheme_words.of_preview(preview), "preview: nothing was written"]
            else:
                loaded = load_scheme(scheme=scheme, by=SYSTEM, now=clock.now(), in_force_from=options["day"])
                lines = [*scheme_words.of_preview(loaded)]
        except DomainError as error:
            raise CommandError(f"{options['file']}: {scheme_words.of_refusal(error)}", returncode=1) from None
        for line in lines:
            self.stdout.write(line)
        for warning in dearer_packs(scheme.content.packs):
            self.stdout.write(scheme_words.of_warning(warning))


def _read(file: str) -> Scheme:
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise CommandError(f"{file}: {getattr(error, 'strerror', None) or error}", returncode=2) from None
    try:
        return parse(data, file)
    except SchemeError as error:
        raise CommandError(scheme_words.of_file(error), returncode=2) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no date such as 2026-06-01") from None
