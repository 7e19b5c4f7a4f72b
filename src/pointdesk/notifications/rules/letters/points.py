"""Letters about points as such: they arrived, they end soon, they ended, a gift waits or is not given (P2, P12)."""

from collections.abc import Sequence
from datetime import date

from pointdesk.notifications.rules.facts import Dying, Living, Reader, WalletFacts
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Button, Figure, Letter, Row
from pointdesk.notifications.rules.letters._parts import balance_row, letter


def points_arrived(
    say: Language, reader: Reader, wallet: WalletFacts,
    *, kind: str, points: int, living: Sequence[Living], reason: str,
) -> Letter:  # fmt: skip
    """Points came in: `kind` is the ledger's kind of entry, or "goodwill" for a gift that is no welcome; `living` tells
    how long which of them live, `reason` what staff wrote, if anything."""
    heading, explained = {
        "purchase": (say.arrived_by_purchase(points), say.thanks_for_purchase()),
        "gift": (say.arrived_as_gift(points), say.gift_explained()),
        "goodwill": (say.arrived_as_gift(points), say.goodwill_explained()),
    }.get(kind, (say.arrived_otherwise(points), say.otherwise_explained()))
    why = (Row(say.why, reason),) if reason else ()
    return letter(
        say, reader,
        heading=heading,
        paragraphs=(explained,),
        figure=Figure(value=say.figure(points), unit=say.unit(points)),
        rows=(*why, Row(say.usable_through, _through(say, living)), balance_row(say, wallet)),
        button=Button(say.see_points, wallet.points_url),
    )  # fmt: skip


def _through(say: Language, living: Sequence[Living]) -> str:
    """The last day; where there are several, each with its points: nobody must think that all live to the latest."""
    if len(living) == 1:
        return say.day(living[0].last_day)
    return ", ".join(f"{say.day(some.last_day)} ({say.points(some.points)})" for some in living)


def points_expiring(say: Language, reader: Reader, wallet: WalletFacts, dying: Dying) -> Letter:
    """Points that nobody has spent end soon."""
    return letter(
        say, reader,
        heading=say.expiring(dying.points, dying.last_day),
        paragraphs=(say.expiring_explained(dying.points, dying.days), say.spent_first()),
        figure=Figure(value=say.figure(dying.points), unit=say.unit(dying.points)),
        rows=(Row(say.usable_through, say.day(dying.last_day)), balance_row(say, wallet)),
        button=Button(say.see_points, wallet.points_url),
    )  # fmt: skip


def points_expired(say: Language, reader: Reader, wallet: WalletFacts, *, points: int, last_day: date) -> Letter:
    """Points ended unused; `last_day` was the last on which they could be used."""
    return letter(
        say, reader,
        heading=say.expired(points),
        paragraphs=(say.expired_explained(points, last_day),),
        figure=Figure(value=say.figure(points), unit=say.unit(points)),
        rows=(balance_row(say, wallet),),
        button=Button(say.see_points, wallet.points_url),
    )  # fmt: skip


def gift_held(say: Language, reader: Reader, *, line: str, points: int) -> Letter:
    """P12: a person looks at the order before the welcome points are given."""
    return letter(
        say, reader, heading=say.gift_held(points), paragraphs=(say.gift_held_explained(line, points),)
    )  # fmt: skip


def gift_refused(say: Language, reader: Reader, *, line: str) -> Letter:
    """P12: staff found that this customer has had the welcome points under another name."""
    return letter(say, reader, heading=say.gift_refused(), paragraphs=(say.gift_refused_explained(line),))
