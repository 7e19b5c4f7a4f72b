"""What a notice says, apart from how it looks: the same for plain text and HTML, and stored with the notice."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """The number that the letter is about: what it was before (if anything), what it is, in which unit, and a word
    on what that did ("15 more charged")."""

    value: str
    unit: str
    note: str = ""
    before: str = ""


@dataclass(frozen=True)
class Row:
    """One fact, with its label."""

    label: str
    value: str


@dataclass(frozen=True)
class Button:
    """The one thing to do."""

    label: str
    url: str


@dataclass(frozen=True)
class Letter:
    """A notice in one language. `words` are what a person wrote (a reply, a quote), shown as they wrote it."""

    language: str
    subject: str
    heading: str
    greeting: str
    paragraphs: tuple[str, ...]
    figure: Figure | None = None
    words: str = ""
    rows: tuple[Row, ...] = ()
    button: Button | None = None
    closing: tuple[str, ...] = ()
    footer: str = ""

    @property
    def preview(self) -> str:
        """What a list of mails shows behind the subject."""
        return self.heading if self.heading != self.subject else " ".join(self.paragraphs[:1])

    def to_data(self) -> dict[str, Any]:
        """The letter as JSON values."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Letter":
        """The letter again, from what `to_data` gave."""
        return cls(
            **data
            | {
                "paragraphs": tuple(data["paragraphs"]),
                "figure": Figure(**data["figure"]) if data["figure"] else None,
                "rows": tuple(Row(**row) for row in data["rows"]),
                "button": Button(**data["button"]) if data["button"] else None,
                "closing": tuple(data["closing"]),
            }
        )
