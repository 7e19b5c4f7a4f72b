"""Ways through a page: tabs, pages of a list, links in a menu."""

from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pointdesk.ui.components.library import draw, register


@register.simple_block_tag
def tabs(content: str, *, label: str) -> SafeString:
    """Links of which the server says which is current: ``{% tab "Used" href %}`` inside."""
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label, content)


@register.simple_tag
def tab(label: str, href: str, *, current: bool = False, count: int | None = None) -> SafeString:
    """One tab; `count` says how many are behind it."""
    return draw("tab", label=label, href=href, current=current, count=count)


@register.simple_tag
def pager(text: str, *, newer: str = "", older: str = "", label: str = "") -> SafeString:
    """Where one is in a long list ("1 to 25 of 312") and the way to its neighbours; the end has a dead button."""
    return draw("pager", text=text, newer=newer, older=older, label=label)


@register.simple_tag
def menu_link(label: str, href: str, *, icon: str, lang: str = "") -> SafeString:
    """A link in a menu."""
    return draw("menu_item", label=label, href=href, icon=icon, lang=lang)


@register.simple_tag
def menu_button(
    label: str, *, icon: str, name: str = "", value: str = "", chosen: str = "", lang: str = ""
) -> SafeString:
    """A button in a menu, inside a form of the page. `chosen` is the value that holds now: that button is marked."""
    if bool(name) != bool(value):
        raise TemplateSyntaxError("name and value go together")
    current = bool(value) and value == chosen
    return draw("menu_item", label=label, icon=icon, name=name, value=value, lang=lang, current=current)
