"""What holds other things: cards, facts, tables, alerts, empty places."""

from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pointdesk.ui.components.library import TONES, block_with_footer, draw, one_of, register

ALERT_ICONS = {"": "info", "accent": "circle-check", "amber": "triangle-alert", "red": "circle-alert"}
FLASH_TONES = {"success": "accent", "warning": "amber", "error": "red"}
FOLDS = ("", "rows", "ledger")


@block_with_footer
def card(
    content: str, footer: str, *, title: str = "", tone: str = "", level: int = 2, aside: str = "", id: str = ""
) -> SafeString:
    """The only box: one thing to decide or to read. Never a card in a card. `aside` stands across from the title."""
    if level not in (2, 3):
        raise TemplateSyntaxError("a card's title is of level 2 or 3")
    one_of(tone, (*TONES, "plain"), "tone")
    if aside and not title:
        raise TemplateSyntaxError("an aside stands across from a title")
    return draw("card", content=content, footer=footer, title=title, tone=tone, level=level, aside=aside, id=id)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """Names and values, ruled: ``{% fact "Expires next" %}60 on 3 March{% endfact %}`` inside."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, name: str, *, total: bool = False) -> SafeString:
    """One name and its value; `total` draws the double rule under what has been added up."""
    mark = SafeString(" data-total" if total else "")
    return format_html("<div{}><dt>{}</dt><dd>{}</dd></div>", mark, name, content)


@register.simple_block_tag
def table(content: str, *, caption: str = "", fold: str = "", quiet: bool = False) -> SafeString:
    """A ruled table. With `fold`, each row becomes a block on phones, led by its cells' data-label; "ledger" puts the
    last two cells, points and balance, at the side of the block. A `quiet` caption is only heard: a
    heading above says the same."""
    one_of(fold, FOLDS, "fold")
    return draw("table", content=content, caption=caption, fold=fold, quiet=quiet)


@register.simple_block_tag
def alert(content: str, *, tone: str = "", role: str = "", id: str = "") -> SafeString:
    """Something to know before going on. `role` alert interrupts whoever listens, status waits its turn."""
    one_of(role, ("", "alert", "status"), "role")
    one_of(tone, TONES, "tone")
    return draw("alert", content=content, tone=tone, icon=ALERT_ICONS[tone], role=role, id=id)


@register.simple_block_tag
def empty(content: str, *, title: str, icon: str = "inbox") -> SafeString:
    """Where a list has nothing to show: what is true, and in the content the next step."""
    return draw("empty", content=content, title=title, icon=icon)


@register.simple_tag
def flash(level: str, text: str) -> SafeString:
    """What the last act has to say, on the page after it. `level` is the tag of Django's message."""
    tone = FLASH_TONES.get(level, "")
    return draw("flash", tone=tone, role="alert" if tone == "red" else "status", text=text)
