from pointdesk.ledger.rules import Subject


def subject_of(reference: str) -> Subject:
    """What the ledger calls a charge: the ticket of that number."""
    return Subject("ticket", reference)
