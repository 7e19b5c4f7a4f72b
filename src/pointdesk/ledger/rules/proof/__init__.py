"""Proving a ledger from its records alone, in one pass, whether they come from the database or from an exported file.

The records are JSON objects, described in `docs/algorithms/ledger.md`: first ``ledger`` and every ``checkpoint``; then,
wallet by wallet in the order of ids, one ``wallet``, its ``lot``, its ``arrears``, its ``head`` at checkpoints and its
``entry`` records by number; last ``end``. Memory grows with the lots of one wallet and with the lots ever re-issued,
not with the history.
"""

from pointdesk.ledger.rules.proof.finding import BadExport, Finding, Record, Report
from pointdesk.ledger.rules.proof.prove import FORMAT, prove, records_of_lines

__all__ = ["FORMAT", "BadExport", "Finding", "Record", "Report", "prove", "records_of_lines"]
