"""What people press: buttons, links that look like buttons, icons, menus, dialogs."""

from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from pointdesk.ui.components.library import block_with_footer, draw, one_of, register
from pointdesk.ui.icons import ICONS

KINDS = ("", "primary", "send", "note", "quiet", "danger", "danger-final")
SIZES = ("", "large")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon, hidden from those who listen: it always stands beside a word or on a control with an aria-label."""
    if name not in ICONS:
        raise TemplateSyntaxError(f"there is no icon {name!r}")
    return ICONS[name]


@register.simple_tag
def button(
    label: str,
    *,
    kind: str = "",
    size: str = "",
    icon: str = "",
    icon_only: bool = False,
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    id: str = "",
    opens: str = "",
    closes: str = "",
    disabled: bool = False,
    busy: bool = False,
) -> SafeString:
    """A button says what it does, with its number: "Charge 50 points". One primary per form.

    `icon_only` shows the icon and speaks the label; `opens` and `closes` are the id of a dialog; `busy` turns the
    icon while something is on its way.
    """
    if icon_only and not icon:
        raise TemplateSyntaxError("icon_only needs an icon")
    return draw(
        "button",
        label=label,
        kind=one_of(kind, KINDS, "kind"),
        size=one_of(size, SIZES, "size"),
        icon=icon,
        icon_only=icon_only,
        type="button" if opens or closes else one_of(type, ("submit", "button"), "type"),
        name=name,
        value=value,
        form=form,
        id=id,
        dialog=opens or closes,
        command="show-modal" if opens else "close",
        disabled=disabled,
        busy=busy,
    )


@register.simple_tag
def link_button(
    label: str, href: str, *, kind: str = "", size: str = "", icon: str = "", about: str = ""
) -> SafeString:
    """A link that stands among buttons. `about` is read aloud after the label where the label alone says too little."""
    return draw(
        "link_button",
        label=label,
        href=href,
        kind=one_of(kind, KINDS, "kind"),
        size=one_of(size, SIZES, "size"),
        icon=icon,
        about=about,
    )


@register.simple_block_tag
def menu(content: str, *, label: str, icon: str = "", initials: str = "", text: str = "") -> SafeString:
    """A button that unfolds links and buttons; a <details>, so it needs no script. `label` is spoken, `text` shown."""
    if bool(icon) == bool(initials):
        raise TemplateSyntaxError("a menu has either an icon or initials")
    return draw("menu", content=content, label=label, icon=icon, initials=initials, text=text)


@block_with_footer
def dialog(content: str, footer: str, *, id: str, title: str, open: bool = False) -> SafeString:
    """A question above the page, opened by ``{% button … opens=id %}``. What it asks must have a page of its own too.

    `open` shows it in place, for the gallery.
    """
    return draw("dialog", content=content, footer=footer, id=id, title=title, open=open)
