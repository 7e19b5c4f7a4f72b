"""A conversation and what it costs: messages, events between them, the steps of a price."""

from datetime import datetime

from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pointdesk.ui.components.figures import grouped
from pointdesk.ui.components.library import draw, one_of, register

STEP_STATES = ("said", "charged", "asked", "returned", "closed")


@register.simple_block_tag
def message(
    content: str, *, author: str, at: datetime, side: str = "them", kind: str = "", label: str = ""
) -> SafeString:
    """Who, when, words. `side` us is ours; kind note is amber, dashed, and says that it stays inside.

    `content` is HTML that has been cleaned; `label` says for whom the author speaks.
    """
    one_of(side, ("them", "us"), "side")
    one_of(kind, ("", "note"), "kind")
    return draw("message", content=content, author=author, at=at, side=side, kind=kind, label=label)


@register.simple_block_tag
def event(content: str, *, icon: str, at: datetime) -> SafeString:
    """A fact between messages: a price that changed, a hand-over."""
    return draw("event", content=content, icon=icon, at=at)


@register.simple_block_tag
def steps(content: str) -> SafeString:
    """The history of a price, oldest first: ``{% step … %}{% endstep %}`` inside."""
    return format_html('<ol class="steps" role="list">{}</ol>', content)


@register.simple_block_tag
def step(
    content: str, *, state: str, figure: int, title: str, reason: str = "", by: str = "", change: int = 0
) -> SafeString:
    """One step: the price after it, what it changed, why, and who decided when. The content is what can be answered.

    Never a number without its reason: every step but a price that is only said has `reason` or `by`.
    """
    one_of(state, STEP_STATES, "state")
    if state != "said" and not (reason or by):
        raise TemplateSyntaxError("a step says why, or who")
    changed = f"+{grouped(change)}" if change > 0 else grouped(change) if change else ""
    return draw(
        "step", content=content, state=state, figure=grouped(figure), title=title, reason=reason, by=by, change=changed
    )
