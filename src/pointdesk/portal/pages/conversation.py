"""A ticket's conversation as its customer reads it: messages with their files, and between them what happened."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pointdesk.kit.actors import ActorKind
from pointdesk.reports.queries import StepRow
from pointdesk.tickets.queries import AttachedFile, ConversationLine
from pointdesk.tickets.rules import Fact, MessageKind


@dataclass(frozen=True)
class Entry:
    """A message (`body` is Markdown, `side` us or them, `label` for whom the author speaks), or an event: an `icon`
    with one sentence."""

    at: datetime
    text: str
    icon: str = ""
    author: str = ""
    side: str = "them"
    label: str = ""
    files: tuple[AttachedFile, ...] = ()


def entries_of(lines: list[ConversationLine], steps: list[StepRow], *, number: int, vendor: str) -> list[Entry]:
    """Messages, facts, answers to prices and movements of points in the order in which they happened."""
    told = [_message(line, number, vendor) if line.kind is MessageKind.MESSAGE else _fact(line) for line in lines]
    answered = [Entry(at=step.at, text=step.answer, icon="check") for step in steps if step.answer and not step.moved]
    moved = [Entry(at=step.at, text=step.title, icon="coins") for step in steps if step.moved]
    return sorted([*told, *answered, *moved], key=lambda entry: entry.at)


def _message(line: ConversationLine, number: int, vendor: str) -> Entry:
    ours = line.author_kind is not ActorKind.PERSON
    labels = [
        vendor if ours and line.author != vendor else "",
        _("sent by itself") if line.automatic else "",
        f"#{line.ticket}" if line.ticket != number else "",
    ]
    return Entry(
        at=line.at, text=line.body, author=line.author, side="us" if ours else "them",
        label=" · ".join(filter(None, labels)), files=line.files,
    )  # fmt: skip


def _fact(line: ConversationLine) -> Entry:
    return Entry(at=line.at, text=_stated(line), icon="info")


def _stated(line: ConversationLine) -> str:
    facts = {"ticket": f"#{line.data.get('ticket')}"}
    match line.fact:
        case Fact.SPLIT_INTO:
            moved = line.data.get("messages", 1)
            return ngettext(
                "%(moved)s message is a ticket of its own now: %(ticket)s",
                "%(moved)s messages are a ticket of their own now: %(ticket)s",
                moved,
            ) % {"moved": moved, **facts}
        case Fact.SPLIT_FROM:
            return _("This was part of %(ticket)s") % facts
        case Fact.MERGED_FROM:
            return _("%(ticket)s is about the same and goes on here") % facts
        case _:
            return _("%(ticket)s goes on by itself again") % facts
