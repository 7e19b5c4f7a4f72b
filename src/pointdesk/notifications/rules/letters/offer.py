"""Letters that ask: a price above what the customer agreed to (P17), a quote (P15)."""

from datetime import date

from pointdesk.notifications.rules.facts import Reader, StepFacts, TicketFacts, WalletFacts
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Button, Figure, Letter, Row
from pointdesk.notifications.rules.letters._parts import balance_row, decided_row, of_ticket, step_rows


def price_asked(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, step: StepFacts,
    *, old: int | None, asked: int, agreed_up_to: int, answer_url: str,
) -> Letter:  # fmt: skip
    """P17: may the price be charged? `agreed_up_to` 0: the customer wanted to know the price first."""
    agreed = say.agreed_only_to(agreed_up_to) if agreed_up_to else say.asked_for_price_first()
    so_far = (say.costs_so_far(old),) if old else ()
    return of_ticket(
        say, reader, ticket,
        heading=say.may_we(ticket.number, asked),
        paragraphs=(say.would_cost(ticket.title, asked), agreed, *so_far, say.nothing_until_accepted()),
        figure=_figure(say, old, asked),
        rows=(*step_rows(say, step), balance_row(say, wallet)),
        button=Button(say.accept_or_decline, answer_url),
        closing=(say.personal_link(),),
    )  # fmt: skip


def quote_offered(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, step: StepFacts,
    *, old: int | None, asked: int, text: str, valid_until: date, answer_url: str,
) -> Letter:  # fmt: skip
    """P15: a quote, what it is for, and its last day."""
    last = Row(say.valid_through, say.day(valid_until))
    return of_ticket(
        say, reader, ticket,
        heading=say.our_quote(ticket.number, asked),
        paragraphs=(say.quote_is_for(ticket.title),),
        words=text,
        figure=_figure(say, old, asked),
        rows=(last, decided_row(say, step), balance_row(say, wallet)),
        button=Button(say.accept_or_decline, answer_url),
        closing=(say.quote_lapses(), say.personal_link()),
    )  # fmt: skip


def _figure(say: Language, old: int | None, asked: int) -> Figure:
    return Figure(
        value=say.figure(asked),
        unit=say.unit(asked),
        note=say.not_yet_charged(),
        before=say.figure(old) if old else "",
    )
