"""Figures: points, prices, money, marks. Whole points; the minus is a minus, never a hyphen."""

from typing import Protocol

from django.template import TemplateSyntaxError
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pointdesk.ui.components.library import TONES, draw, one_of, register

STATUS_WORDS = {
    "new": gettext_lazy("New"),
    "us": gettext_lazy("We are working on it"),
    "you": gettext_lazy("Waiting for you"),
    "points": gettext_lazy("Waiting for points"),
    "solved": gettext_lazy("Solved"),
    "late": gettext_lazy("Late"),
}
PRICE_STATES = ("none", "said", "asked", "declined", "charged", "waiting", "returned")


class Amount(Protocol):
    """Money as the kit has it: cents of a currency."""

    @property
    def cents(self) -> int: ...

    @property
    def currency(self) -> str: ...


@register.filter
def grouped(value: int) -> str:
    """A whole number as the reader's language groups it, with a true minus: −1,250."""
    figure = number_format(abs(value), use_l10n=True, force_grouping=True)
    return f"−{figure}" if value < 0 else figure


@register.simple_tag
def points(value: int, *, signed: bool = False) -> SafeString:
    """Points as a figure; `signed` for a movement: +120 in green, −25 plain."""
    plus, sign = ("+", ' data-sign="in"') if signed and value > 0 else ("", "")
    return format_html('<span class="points"{}>{}{}</span>', SafeString(sign), plus, grouped(value))


@register.simple_tag
def money(value: Amount, *, sum: bool = False) -> SafeString:
    """An amount in the reader's notation with its currency: 117.80 EUR. `sum` draws the double rule: added up."""
    sign = "−" if value.cents < 0 else ""
    units, cents = divmod(abs(value.cents), 100)
    figure = number_format(f"{units}.{cents:02d}", decimal_pos=2, use_l10n=True, force_grouping=True)
    return format_html('<span class="{}">{}{}\u00a0{}</span>', "sum" if sum else "nowrap", sign, figure, value.currency)


@register.simple_tag
def balance_sum(value: int) -> SafeString:
    """The balance, the largest thing on its page, above the double rule."""
    return format_html(
        '<p class="balance-sum"><span class="visually-hidden">{} </span>{}</p>', _("Balance:"), grouped(value)
    )


@register.simple_tag
def price(
    state: str, *, value: int | None = None, before: int | None = None, missing: int | None = None,
    reason: str = "", chip: bool = False,
) -> SafeString:  # fmt: skip
    """The price of a ticket in the customer's words. A ring is said, a dot is taken, an open ring is returned.

    `before` is the price that this one replaced, `missing` how many points a waiting price lacks, `reason` stands
    after a return, `chip` puts a frame around it.
    """
    one_of(state, PRICE_STATES, "state")
    if (value is None) != (state == "none"):
        raise TemplateSyntaxError("every price but state='none' has a value")
    if before is not None and state != "charged":
        raise TemplateSyntaxError("before goes with state='charged'")
    if reason and state != "returned":
        raise TemplateSyntaxError("reason goes with state='returned'")
    if (missing is None) != (state != "waiting"):
        raise TemplateSyntaxError("missing goes with state='waiting'")
    return draw("price", state=state, value=value, before=before, missing=missing, reason=reason, chip=chip)


@register.simple_tag
def status(state: str, *, label: str = "") -> SafeString:
    """Where a ticket stands: mark and word. The customer's word unless the desk gives its own."""
    one_of(state, tuple(STATUS_WORDS), "state")
    return format_html('<span class="status" data-state="{}">{}</span>', state, label or STATUS_WORDS[state])


@register.simple_tag
def badge(label: str, *, tone: str = "", icon: str = "") -> SafeString:
    """A word in a frame: a version, "in 41 days", "Checked, valid"."""
    return draw("badge", label=label, tone=one_of(tone, TONES, "tone"), icon=icon)


@register.simple_tag
def count(value: int) -> SafeString:
    """How many, beside a word that says of what."""
    return format_html('<span class="count">{}</span>', grouped(value))


@register.simple_tag
def lot_mark(kind: str, *, label: str = "") -> SafeString:
    """A lot of points: solid is paid, ring is free; always with a word."""
    words = {"paid": _("paid"), "free": _("free")}
    one_of(kind, tuple(words), "kind")
    return format_html(
        '<span class="lot"><span class="lot-mark" data-kind="{}"></span>{}</span>', kind, label or words[kind]
    )


@register.simple_tag
def avatar(name: str, *, side: str = "them", size: str = "") -> SafeString:
    """The initials of someone whose name stands beside it; ours are green."""
    one_of(side, ("them", "us"), "side")
    one_of(size, ("", "s"), "size")
    return format_html(
        '<span class="avatar" data-side="{}" data-size="{}" aria-hidden="true">{}</span>', side, size, initials(name)
    )


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last name: Anna Nikolaou → AN."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
