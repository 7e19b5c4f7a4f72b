"""What people write, as HTML that can do no harm: CommonMark with tables, no HTML of their own, no pictures."""

import re

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from pointdesk.ui.components.library import register

_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["strikethrough", "table"]).disable("image")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "s", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
# All that can begin or end something: the time that reading a text takes grows with them, not with its words.
_MARK = re.compile(r"[\[\]()*_~|!<&`>\n\\]|[-+][ \t]|\d[.)][ \t]")
_MOST_MARKS = 4_000
_MOST_CELLS = 8_000  # every line may become a row with all the columns of the widest
_LONGEST_BESIDE_LINKS = 20_000  # each "](" may look for its end through the whole text
_MOST_LINKS = 200


@register.filter
def markdown(text: str) -> SafeString:
    """A message as it is read. Line breaks stay as typed; headings stand below those of the page; links lead to the
    web or to a mailbox and say nothing about where the reader comes from. What has more marks than people write, such
    as a log of a thousand lines or an attempt to keep the server busy, is read as it was typed."""
    if _is_excessive(text):
        return SafeString(linebreaks(text.strip("\n"), autoescape=True))
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2") else "h4"
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 -- nh3 has cleaned it


def _is_excessive(text: str) -> bool:
    """Whether reading the marks of the text would take longer than a fifth of a second."""
    lines = text.split("\n")
    return (
        len(_MARK.findall(text)) > _MOST_MARKS
        or max(line.count("|") for line in lines) * len(lines) > _MOST_CELLS
        or (len(text) > _LONGEST_BESIDE_LINKS and text.count("](") > _MOST_LINKS)
    )
