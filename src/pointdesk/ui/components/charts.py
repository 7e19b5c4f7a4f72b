"""Charts, drawn by the server as SVG. What they show stands in words beneath, and in their title for who listens."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.safestring import SafeString

from pointdesk.ui.charts import NARROW, WIDE, draw_balance, draw_bars
from pointdesk.ui.components.library import draw, register

NARROW_PAST = timedelta(days=183)
"""How much of the past a phone shows."""


@register.simple_block_tag
def balance_chart(
    content: str,
    *,
    id: str,
    title: str,
    past: Sequence[tuple[date, int]],
    expiring: Sequence[tuple[date, int]],
    today: date,
) -> SafeString:
    """The balance over time that runs on into the future. `past`: the balance after each movement, oldest first;
    `expiring`: points lost on days to come if nothing is used or bought. The content is the caption."""
    first = past[0][0]
    drawings = [
        ("wide", draw_balance(past, expiring, today, WIDE, first)),
        ("narrow", draw_balance(past, expiring, today, NARROW, max(first, today - NARROW_PAST))),
    ]
    return draw("balance_chart", content=content, id=id, title=title, drawings=drawings)


@register.simple_block_tag
def bar_chart(content: str, *, id: str, title: str, rows: Sequence[tuple[str, int]]) -> SafeString:
    """A bar for each label, in the order given. The content is the caption."""
    return draw("bar_chart", content=content, id=id, title=title, drawing=draw_bars(rows))
