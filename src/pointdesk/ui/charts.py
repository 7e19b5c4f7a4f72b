"""Where the lines of a chart go: plain figures in, coordinates out. The templates draw, the words stand beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Point = tuple[date, int]

LABEL_ROOM = 58.0
"""How far two labels must stand apart to be read."""
LABEL_HEIGHT = 32.0
"""Or how far one above the other: each is two lines."""


@dataclass(frozen=True)
class Frame:
    """The size of a drawing and the room around the lines, in its own units."""

    width: float
    height: float
    left: float = 40
    right: float = 10
    top: float = 24
    bottom: float = 24

    @property
    def floor(self) -> float:
        """Where zero lies."""
        return self.height - self.bottom

    @property
    def edge(self) -> float:
        """Where the line of time ends."""
        return self.width - self.right


WIDE = Frame(700, 250)
NARROW = Frame(360, 220)


@dataclass(frozen=True)
class GridLine:
    """A level of the balance: its height and its figure."""

    y: float
    value: int


@dataclass(frozen=True)
class Tick:
    """The first of a month on the line of time."""

    x: float
    day: date


@dataclass(frozen=True)
class Cliff:
    """Points that expire unless they are used: from `y1` down to `y2`. Labelled where there is room."""

    x: float
    y1: float
    y2: float
    lost: int
    day: date
    labelled: bool
    edge: float

    @property
    def anchor(self) -> str:
        """Labels stand right of the cliff, and left of it where the drawing ends."""
        return "end" if self.x > self.edge - LABEL_ROOM else "start"

    @property
    def shift(self) -> int:
        """How far the label stands from the cliff."""
        return -8 if self.anchor == "end" else 8


@dataclass(frozen=True)
class BalanceDrawing:
    """The balance as steps up to today, and on into the future."""

    frame: Frame
    grid: tuple[GridLine, ...]
    ticks: tuple[Tick, ...]
    line: str
    area: str
    future: str
    cliffs: tuple[Cliff, ...]
    today: float
    now: float


def draw_balance(
    past: Sequence[Point], expiring: Sequence[Point], today: date, frame: Frame, since: date
) -> BalanceDrawing:
    """The balance from `since` on: `past` is the balance after each movement, oldest first and not empty; `expiring` is
    how many points are lost on each day to come if nothing is used or bought."""
    shown = _from(past, since)
    until = max([day for day, _ in expiring] + [today]) + timedelta(days=60)
    scale = _Scale(frame, shown[0][0], until, max(value for _, value in shown))
    balance = shown[-1][1]
    cliffs: list[Cliff] = []
    pieces: list[tuple[date, date, int]] = []
    at = today
    label_from = label_above = 0.0
    for day, lost in expiring:
        pieces.append((at, day, balance))
        x = scale.x(day)
        y = scale.y(balance)
        labelled = not cliffs or x - label_from >= LABEL_ROOM or y - label_above >= LABEL_HEIGHT
        cliffs.append(Cliff(x, y, scale.y(balance - lost), lost, day, labelled, frame.edge))
        label_from, label_above = (x, y) if labelled else (label_from, label_above)
        balance, at = balance - lost, day
    pieces.append((at, until, balance))
    line = _steps(scale, shown, today)
    return BalanceDrawing(
        frame=frame,
        grid=scale.grid(),
        ticks=scale.ticks(),
        line=line,
        area=f"M{scale.x(shown[0][0])} {frame.floor}L{line[1:]}V{frame.floor}Z",
        future="".join(f"M{scale.x(a)} {scale.y(v)}H{scale.x(b)}" for a, b, v in pieces),
        cliffs=tuple(cliffs),
        today=scale.x(today),
        now=scale.y(shown[-1][1]),
    )


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart: where it lies and how long it is."""

    label: str
    value: int
    y: float
    length: float


@dataclass(frozen=True)
class BarDrawing:
    """Rows of bars, longest first as given."""

    width: float
    height: float
    start: float
    bars: tuple[Bar, ...]


def draw_bars(
    rows: Sequence[tuple[str, int]], *, width: float = 360, start: float = 142, row: float = 27
) -> BarDrawing:
    """A bar for each label, in the given order, over one common scale; a figure above zero is never without a bar."""
    most = max((value for _, value in rows), default=0) or 1
    room = width - start - 48
    bars = (
        Bar(label, value, 6 + number * row, round(max(value / most * room, 2), 1) if value else 0)
        for number, (label, value) in enumerate(rows)
    )
    return BarDrawing(width, 6 + len(rows) * row, start, tuple(bars))


class _Scale:
    def __init__(self, frame: Frame, first: date, last: date, most: int) -> None:
        self.frame, self.first, self.last = frame, first, last
        self.step = _round_step(most)
        self.top = max(most, self.step)

    def x(self, day: date) -> float:
        span = (self.last - self.first).days or 1
        room = self.frame.width - self.frame.left - self.frame.right
        return round(self.frame.left + (day - self.first).days / span * room, 1)

    def y(self, value: int) -> float:
        return round(self.frame.floor - value / self.top * (self.frame.floor - self.frame.top), 1)

    def grid(self) -> tuple[GridLine, ...]:
        return tuple(GridLine(self.y(value), value) for value in range(0, self.top + 1, self.step))

    def ticks(self) -> tuple[Tick, ...]:
        """Firsts of months, as many as can be read."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        every = next(n for n in (1, 2, 3, 6, 12, 24, 60, 600) if months / n <= self.frame.width / 80)
        ticks = []
        for number in range(months + 1):
            year, month = divmod(self.first.year * 12 + self.first.month - 1 + number, 12)
            day = date(year, month + 1, 1)
            if month % min(every, 12) == 0 and year % max(every // 12, 1) == 0 and day >= self.first:
                ticks.append(Tick(self.x(day), day))
        return tuple(ticks)


def _round_step(most: int) -> int:
    """A step of 1, 2 or 5 times a power of ten that divides the height into two to four."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if most / (factor * power) <= 4:
                return factor * power
        power *= 10


def _from(past: Sequence[Point], since: date) -> list[Point]:
    """The movements from `since` on, led by the balance that held then."""
    before = [value for day, value in past if day < since]
    rest = [(day, value) for day, value in past if day >= since]
    return [(since, before[-1]), *rest] if before else rest


def _steps(scale: _Scale, shown: Sequence[Point], today: date) -> str:
    (first, value), *rest = shown
    path = f"M{scale.x(first)} {scale.y(value)}"
    return path + "".join(f"H{scale.x(day)}V{scale.y(value)}" for day, value in rest) + f"H{scale.x(today)}"
