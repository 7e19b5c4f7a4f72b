import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import CommandError

from pointdesk.base.command import PointdeskCommand
from pointdesk.kit import clock
from pointdesk.ledger.queries.export import records
from pointdesk.ledger.queries.verify import verify
from pointdesk.ledger.rules.canonical import canonical
from pointdesk.ledger.rules.proof import BadExport, Report, prove, records_of_lines


class Command(PointdeskCommand):
    """`pointdesk ledger verify` and `pointdesk ledger export`."""

    help = "Verify the ledger of points, or export it for someone else to verify."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two subcommands."""
        commands = parser.add_subparsers(dest="what", required=True, metavar="verify|export")
        prove_it = commands.add_parser("verify", help="prove every chain, lot and balance; exit 0, or 1 with findings")
        prove_it.add_argument("--json", action="store_true", help="print one JSON object")
        prove_it.add_argument("--file", metavar="EXPORT", help="an exported file, instead of the database")
        write_it = commands.add_parser("export", help="write what `verify --file` reads, one JSON object a line")
        write_it.add_argument("file", nargs="?", metavar="FILE", help="where to; standard output unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked; exit 2 where it cannot be done at all."""
        if options["what"] == "export":
            self._export(options["file"])
        else:
            self._verify(options["file"], as_json=options["json"])

    def _export(self, path: str | None) -> None:
        with closing(records(clock.now())) as found:
            head = next(found)  # a database that cannot be read is found out before anything is written
            with _writing(path) as out:
                for record in chain([head], found):
                    out.write(canonical(record) + "\n")

    def _verify(self, path: str | None, *, as_json: bool) -> None:
        report = verify(clock.now()) if path is None else _prove_file(path)
        if as_json:
            self.stdout.write(json.dumps({"ok": not report.findings, **asdict(report)}))
        else:
            for line in _lines(report):
                self.stdout.write(line)
        if report.findings:
            sys.exit(1)


def _prove_file(path: str) -> Report:
    try:
        with Path(path).open(encoding="utf-8") as lines:
            return prove(records_of_lines(lines))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}", returncode=2) from None
    except BadExport as error:
        raise CommandError(f"{path}, line {error.line}: {error.problem}", returncode=2) from None


def _lines(report: Report) -> Iterator[str]:
    seen = f"{report.wallets} wallets, {report.entries} entries, {report.lots} lots"
    if not report.findings:
        yield f"verified: {seen}" + (f", root {report.root}" if report.root else "")
        return
    for finding in report.findings:
        yield str(finding)
    yield f"NOT verified: {len(report.findings)} findings in {seen}"


@contextmanager
def _writing(path: str | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        with Path(path).open("w", encoding="utf-8") as out:
            yield out
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}", returncode=2) from None
