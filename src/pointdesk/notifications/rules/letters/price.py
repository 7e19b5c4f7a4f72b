"""Letters about what a ticket costs and what was charged or returned for it (P5, P6, P9, P11, P18, P20)."""

from pointdesk.charges.rules import ReviewState, StepKind
from pointdesk.notifications.rules.facts import Reader, StepFacts, TicketFacts, WalletFacts
from pointdesk.notifications.rules.languages import Language
from pointdesk.notifications.rules.letter import Button, Figure, Letter, Row
from pointdesk.notifications.rules.letters._parts import balance_row, decided_row, of_ticket, step_rows


def price_changed(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, step: StepFacts,
    *, old: int | None, new: int, charged_before: int, charged_after: int,
) -> Letter:  # fmt: skip
    """P18: the price was set, went up or went down, and holds."""
    first = old is None
    if step.kind is StepKind.ACCEPTED:
        told = (
            say.you_accepted(ticket.title, new)
            if step.by == reader.name
            else say.was_accepted(step.by, ticket.title, new)
        )
    else:
        told = say.has_a_price(ticket.title) if first else say.has_another_price(ticket.title)
    return of_ticket(
        say, reader, ticket,
        heading=say.price_is(ticket.number, new) if first else say.price_is_now(ticket.number, new),
        paragraphs=(told,),
        figure=_figure(say, old, new, _moved(say, charged_before, charged_after)),
        rows=(*step_rows(say, step), balance_row(say, wallet)),
        closing=(say.may_be_contested(),) if new else (),
    )  # fmt: skip


def charge_waiting(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, step: StepFacts,
    *, old: int | None, new: int, charged: int, waiting_for: int,
) -> Letter:  # fmt: skip
    """P5: the price is not charged yet; `waiting_for` points are missing, none where arrears are in the way."""
    if waiting_for:
        paragraphs = [say.missing(ticket.title, waiting_for), say.charged_by_itself()]
    else:
        paragraphs = [say.arrears_first(ticket.title)]
    if charged:
        paragraphs.append(say.stays_charged(charged))
    return of_ticket(
        say, reader, ticket,
        heading=say.not_charged_yet(ticket.number, new),
        paragraphs=tuple(paragraphs),
        figure=_figure(say, old, new, say.missing_note(waiting_for) if waiting_for else say.not_yet_charged()),
        rows=(*step_rows(say, step), balance_row(say, wallet)),
        button=Button(say.buy_points, wallet.buy_url) if waiting_for else Button(say.read_ticket, ticket.url),
        closing=(say.may_be_contested(),),
    )  # fmt: skip


def charge_served(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, *, price: int, points: int
) -> Letter:
    """P5: a waiting price was charged by itself."""
    note = say.charged(points) if points == price else say.charged_more(points)
    return of_ticket(
        say, reader, ticket,
        heading=say.was_charged(ticket.number, points),
        paragraphs=(say.no_longer_waits(ticket.title),),
        figure=_figure(say, None, price, note),
        rows=(balance_row(say, wallet),),
        closing=(say.may_be_contested(),),
    )  # fmt: skip


def points_returned(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, step: StepFacts,
    *, points: int, return_life_days: int,
) -> Letter:  # fmt: skip
    """P8, P9, P20: everything was returned, and why."""
    why = Row(say.why, step.reason) if step.reason else None
    return of_ticket(
        say, reader, ticket,
        heading=f"{say.was_returned(ticket.number, points)}: {say.return_reason(step.kind)}",
        paragraphs=(say.return_explained(step.kind, ticket.title), say.usable_again(return_life_days)),
        figure=Figure(value=say.figure(points), unit=say.unit(points), note=say.returned(points)),
        rows=tuple(row for row in (why, decided_row(say, step), balance_row(say, wallet)) if row),
    )  # fmt: skip


def review_decided(
    say: Language, reader: Reader, ticket: TicketFacts, wallet: WalletFacts, step: StepFacts,
    *, result: ReviewState, old: int, new: int, charged_before: int, charged_after: int,
) -> Letter:  # fmt: skip
    """P11: what came of a review, with the decider's reason."""
    return of_ticket(
        say, reader, ticket,
        heading=say.review_result(result, ticket.number, new),
        paragraphs=(say.reconsidered(ticket.title),),
        figure=_figure(say, old, new, _moved(say, charged_before, charged_after) if new != old else ""),
        rows=(*step_rows(say, step), balance_row(say, wallet)),
    )  # fmt: skip


def _figure(say: Language, old: int | None, new: int, note: str) -> Figure:
    before = "" if old is None or old == new else say.figure(old)
    return Figure(value=say.figure(new), unit=say.unit(new), note=note, before=before)


def _moved(say: Language, before: int, after: int) -> str:
    if after == before:
        return say.still_charged(after) if after else say.nothing_charged()
    if after < before:
        return say.returned(before - after)
    return say.charged_more(after - before) if before else say.charged(after)
