"""What a subject holds: the stack of its draws, found by replaying its postings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pointdesk.ledger.rules.kinds import Bucket
from pointdesk.ledger.rules.movement import Move


@dataclass(frozen=True, slots=True)
class Draw:
    """Points of one lot that a subject drew and still holds, in CHARGED or in EARNED, with the very cents it drew."""

    move: Move
    bucket: Bucket
    points: int
    cents: int

    def cents_of(self, points: int) -> int:
        """The cents that go back with `points` of this draw; the last point takes what is left (ruling 13)."""
        return self.cents * points // self.points


def held_draws(moves: Iterable[Move]) -> list[Draw]:
    """The draws not yet undone, earliest first, from all postings of a subject in their order.

    Returns always undo the latest draw not yet undone (P7), one posting a draw, so the draws are a stack.
    """
    stack: list[Draw] = []
    for move in moves:
        match move.source, move.target:
            case Bucket.AVAILABLE, Bucket.CHARGED:
                stack.append(Draw(move, Bucket.CHARGED, move.points, move.cents))
            case (Bucket.CHARGED, Bucket.EARNED) | (Bucket.EARNED, Bucket.CHARGED):
                stack = [_moved(draw, move) for draw in stack]
            case Bucket.CHARGED | Bucket.EARNED, _:
                _undo(stack, move)
            case _:  # what came in or was cancelled in the same entries is no draw
                pass
    return stack


def _moved(draw: Draw, move: Move) -> Draw:
    """Earning and its undoing take all that a subject holds in the lot."""
    same = draw.move.lot.id == move.lot.id and draw.bucket is move.source
    return replace(draw, bucket=move.target) if same else draw


def _undo(stack: list[Draw], move: Move) -> None:
    latest = stack.pop()
    if latest.points > move.points:
        stack.append(replace(latest, points=latest.points - move.points, cents=latest.cents - move.cents))
