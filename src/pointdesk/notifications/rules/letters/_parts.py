"""What several letters have in common."""

from typing import Any

from pointdesk.charges.rules import StepKind
from pointdesk.kit.actors import ActorKind
from pointdesk.notifications.rules.facts import ItemFacts, Reader, StepFacts, TicketFacts, WalletFacts
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Button, Letter, Row


def letter(say: Language, reader: Reader, *, subject: str = "", heading: str, **parts: Any) -> Letter:
    """A letter with what stands around every one; without a subject of its own the heading is the subject."""
    return Letter(
        language=say.code, subject=subject or heading, heading=heading, greeting=say.greeting(reader.name),
        footer=say.footer(reader.vendor, reader.phone), **parts,
    )  # fmt: skip


def of_ticket(say: Language, reader: Reader, ticket: TicketFacts, *, heading: str, **parts: Any) -> Letter:
    """A letter about a ticket. Its subject is always the same, so that every mail program keeps one thread."""
    subject = f"[#{ticket.number}] {' '.join(ticket.title.split())}"
    parts.setdefault("button", Button(say.read_ticket, ticket.url))
    return letter(say, reader, subject=subject, heading=heading, **parts)


def step_rows(say: Language, step: StepFacts) -> tuple[Row, ...]:
    """What the price is made of, why it is so, and who decided (P18)."""
    why = Row(say.why, step.reason or _usual_reason(say, step))
    return (*items_rows(say, step), why, decided_row(say, step))


def _usual_reason(say: Language, step: StepFacts) -> str:
    """What a step says where nobody gave a reason; of the delivery, which it is now."""
    if step.kind is StepKind.DELIVERY:
        return say.is_by_phone() if step.by_phone else say.is_online()
    return say.step(step.kind)


def items_rows(say: Language, step: StepFacts) -> tuple[Row, ...]:
    """What the price is made of, if of items."""
    return (Row(say.made_of, _made_of(say, step.items, step)),) if step.items else ()


def decided_row(say: Language, step: StepFacts) -> Row:
    """Who decided, and when."""
    who = say.automatically() if step.by_kind is ActorKind.SYSTEM else step.by
    return Row(say.decided_by, f"{who}, {say.moment(step.at)}")


def _made_of(say: Language, items: tuple[ItemFacts, ...], step: StepFacts) -> str:
    names = ", ".join(say.item(item.name, item.quantity) for item in items)
    if step.multiplier == 1:
        return names
    return f"{names} ({(say.by_phone if step.by_phone else say.doubled)(step.multiplier)})"


def balance_row(say: Language, wallet: WalletFacts) -> Row:
    """How many points are available; of which product line, where there are several wallets."""
    balance = say.points(wallet.balance)
    return Row(say.available_now, f"{balance} ({wallet.line})" if wallet.line else balance)
