from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about, in the words of the room that asks: ``Subject("ticket", "1042")``.

    The ledger only compares it: points drawn for a subject can be given back to that subject alone.
    """

    kind: str
    id: str
