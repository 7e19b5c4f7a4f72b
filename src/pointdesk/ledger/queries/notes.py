from collections.abc import Collection

from pointdesk.ledger.models import Note


def notes(wallet_id: int, seqs: Collection[int]) -> dict[int, str]:
    """The words in which the reasons of a wallet's entries were given, by the entry's number; erased ones are missing.

    One query, none without numbers.
    """
    if not seqs:
        return {}
    found = Note.objects.filter(entry__wallet_id=wallet_id, entry__seq__in=seqs)
    return dict(found.values_list("entry__seq", "text"))
