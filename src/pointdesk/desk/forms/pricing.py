"""The shape of what an agent says about a price."""

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pointdesk.bugs.rules import LONGEST_DESCRIPTION, LONGEST_TITLE, LONGEST_VERSION
from pointdesk.charges.rules import LONGEST_KEY, LONGEST_QUOTE, LONGEST_REASON, Delivery
from pointdesk.kit.points import MOST_POINTS
from pointdesk.ui.kept import Texts

QUANTITY = "quantity-"


class CodesField(forms.Field):
    """The items chosen, one or several, by their codes."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[str, ...]:
        """The codes in their order."""
        return tuple(dict.fromkeys(code for code in value or () if code))


class ItemsForm(forms.Form):
    """Items of the price list with how many of each, as (code, quantity) in `cleaned_data["items"]`.

    `rehearsed` is the mark of what was played through before: nothing else is set. `do` is the button that sets it;
    without it the form asks what would be.
    """

    item = CodesField(error_messages={"required": _("Choose an item.")})
    several = forms.BooleanField(required=False)
    reason = forms.CharField(required=False, max_length=LONGEST_REASON)
    rehearsed = forms.CharField(required=False)
    do = forms.BooleanField(required=False)
    key = forms.CharField(max_length=LONGEST_KEY)

    def clean(self) -> dict[str, Any]:
        """The items with their quantities; an item without one counts once."""
        data: dict[str, Any] = super().clean() or {}
        data["items"] = tuple((code, self._quantity(code)) for code in data.get("item", ()))
        return data

    def _quantity(self, code: str) -> int:
        typed = str(self.data.get(f"{QUANTITY}{code}") or 1).strip()
        if not typed.isascii() or not typed.isdecimal() or len(typed) > len(str(MOST_POINTS)):
            self.add_error(None, _("Please give the quantity as a whole number."))
            return 1
        return int(typed)


class PriceForm(ItemsForm):
    """A price by items, as the support is given. `expected_step` is the step that stood on the page."""

    delivery = forms.ChoiceField(choices=[(way.value, way.value) for way in Delivery])
    urgent = forms.BooleanField(required=False)
    expected_step = forms.IntegerField(min_value=0)


class QuoteForm(forms.Form):
    """Work upon request, for so many points in all."""

    points = forms.IntegerField(
        min_value=1,
        max_value=MOST_POINTS,
        error_messages={"required": _("Say for how many points.")},
    )
    text = forms.CharField(max_length=LONGEST_QUOTE, error_messages={"required": _("Say what the quote is for.")})
    valid_until = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    rehearsed = forms.CharField(required=False)
    do = forms.BooleanField(required=False)
    key = forms.CharField(max_length=LONGEST_KEY)
    expected_step = forms.IntegerField(min_value=0)


class ReasonForm(forms.Form):
    """Why everything is returned."""

    reason = forms.CharField(
        label=_("Reason, as the customer reads it"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OurBugForm(forms.Form):
    """Which bug it is, a known one or a new one, and whether that is certain; nothing is chosen beforehand.

    `do` is the button that says so, `rehearsed` the `mark` of what was looked at before and `shown` the points that it
    would return: nothing else is done.
    """

    NEW = "new"
    CONFIRM, SUSPECT = "confirm", "suspect"

    title = forms.CharField(label=_("Title of a new bug"), required=False, max_length=LONGEST_TITLE)
    affected_versions = forms.CharField(label=_("Affected versions"), required=False, max_length=LONGEST_VERSION)
    description = forms.CharField(
        label=_("What goes wrong, and how to see it"),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    verdict = forms.ChoiceField(
        label=_("Is it certain?"),
        widget=forms.RadioSelect,
        choices=[
            (CONFIRM, _("Yes, it is our bug: return everything")),
            (SUSPECT, _("Not yet: link the ticket, return nothing")),
        ],
    )
    reason = forms.CharField(
        label=_("Reason, as the customer reads it"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    shown = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, bugs: list[tuple[int, str]], kept: Texts) -> None:
        super().__init__(data, initial=kept)
        self.fields["bug"] = forms.ChoiceField(
            label=_("Which bug is it?"),
            widget=forms.RadioSelect,
            choices=[
                *((str(bug_id), label) for bug_id, label in bugs),
                (self.NEW, _("A bug that nobody has registered yet")),
            ],
        )
        self.order_fields(["bug"])

    def clean(self) -> dict[str, Any]:
        """A new bug has a title."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("bug") == self.NEW and not data.get("title"):
            self.add_error("title", _("Say in a line what goes wrong."))
        return data

    @property
    def bug_id(self) -> int | None:
        """The known bug that a valid form names."""
        return None if self.cleaned_data["bug"] == self.NEW else int(self.cleaned_data["bug"])

    @property
    def is_certain(self) -> bool:
        """Whether a valid form confirms the bug."""
        return bool(self.cleaned_data["verdict"] == self.CONFIRM)

    @property
    def mark(self) -> str:
        """What stands in a valid form, as one word."""
        values = sorted((name, value) for name, value in self.cleaned_data.items() if name != "shown")
        return hashlib.sha256(repr(values).encode()).hexdigest()[:32]

    def is_confirmed(self, points: int) -> bool:
        """Whether exactly this was shown before the button was pressed, returning so many `points` at least: a second
        click returns nothing more."""
        shown = self.cleaned_data.get("shown")
        return "do" in self.data and self.data.get("rehearsed") == self.mark and shown is not None and points <= shown
