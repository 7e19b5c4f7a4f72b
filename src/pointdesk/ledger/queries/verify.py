from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import connection

from pointdesk.base import guards
from pointdesk.ledger.models import Note
from pointdesk.ledger.queries.export import records
from pointdesk.ledger.rules.proof import Finding, Report, prove
from pointdesk.ledger.rules.request import digest_of_note


def verify(at: datetime) -> Report:
    """Prove the ledger of this database: every chain, every posting, every lot, every balance, every checkpoint.

    Beyond what an exported file can prove: that the guards against change stand, and that the reasons in words are
    those that were given. The findings name the exact entry where something breaks.
    """
    report = prove(records(at))
    return replace(report, findings=(*report.findings, *_guards(), *_notes()))


def _guards() -> Iterator[Finding]:
    for name in guards.missing(connection):
        if name.startswith("ledger_"):
            yield Finding(None, None, "guard", f"the guard {name} is missing; run: pointdesk manage migrate")


def _notes() -> Iterator[Finding]:
    for note in Note.objects.select_related("entry").order_by("entry_id").iterator(chunk_size=2000):
        if digest_of_note(note.salt, note.text) != note.entry.note_digest:
            yield Finding(note.entry.wallet_id, note.entry.seq, "note", "the reason in words was changed")
