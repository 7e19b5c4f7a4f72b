"""The shape of what staff does to a customer's points by hand: rehearsed first, then confirmed."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pointdesk.kit.points import MOST_POINTS
from pointdesk.ledger.rules import Settlement
from pointdesk.ui.forms import KeyField


def points_field(label: Any) -> forms.IntegerField:
    """Whole points, one at least."""
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_POINTS)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


def reason_field(hint: Any) -> forms.CharField:
    """Why, in words: never left out (P21)."""
    return forms.CharField(label=_("Reason"), help_text=hint, widget=forms.Textarea({"rows": 3}), max_length=2000)


READ_BY_CUSTOMER = _("The customer reads it in the statement.")


class RehearsedForm(forms.Form):
    """A form that shows what it would do before it does it.

    `key` is the request's, so that a double click acts once. What was rehearsed comes back as `rehearsed`: other values
    than those are rehearsed again, never carried out.
    """

    key = KeyField()

    @property
    def mark(self) -> str:
        """What stands in a valid form, as one word."""
        values = sorted((name, str(value)) for name, value in self.cleaned_data.items() if name != "key")
        return hashlib.sha256(repr(values).encode()).hexdigest()[:32]

    @property
    def is_confirmed(self) -> bool:
        """Whether a valid form was confirmed with the very values that had been rehearsed."""
        return "do" in self.data and self.data.get("rehearsed") == self.mark


class LotField(forms.TypedChoiceField):
    """A lot by its id. Which there are the action knows: a second click comes when the points have moved."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)

    def valid_value(self, value: str) -> bool:
        """Whether it can be an id at all."""
        return value.isascii() and value.isdecimal() and len(value) < 19


class GoodwillForm(RehearsedForm):
    """Free points, on which line, until when, why."""

    line = forms.TypedChoiceField(label=_("Product line"), coerce=int)
    points = points_field(_("Points to give"))
    until = day_field(_("Last day"), help_text=_("That day included."))
    reason = reason_field(READ_BY_CUSTOMER)

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"] = forms.TypedChoiceField(label=_("Product line"), coerce=int, choices=lines)
        if len(lines) == 1:
            self.fields["line"].widget = forms.HiddenInput()
        self.today = today

    def clean_until(self) -> date:
        """Today at the earliest."""
        return _later(self.cleaned_data["until"], self.today, gettext("Choose today or a later day."))


class TakeBackForm(RehearsedForm):
    """Points given in error, from one lot or in the order in which they would be spent."""

    points = points_field(_("Points to take back"))
    lot = LotField(label=_("From"), required=False)
    reason = reason_field(READ_BY_CUSTOMER)

    def __init__(self, *args: Any, lots: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        first = ("", _("Whichever would be spent first"))
        self.fields["lot"] = LotField(label=_("From"), required=False, choices=[first, *lots])


class ExtendForm(RehearsedForm):
    """A later last day for what is left of a lot."""

    lot = LotField(label=_("Which points"))
    until = day_field(_("New last day"), help_text=_("That day included."))
    reason = reason_field(READ_BY_CUSTOMER)

    def __init__(
        self, *args: Any, lots: Sequence[tuple[int, str]], last_days: dict[int, date], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["lot"] = LotField(label=_("Which points"), choices=lots)
        self.last_days, self.today = last_days, today

    def clean_until(self) -> date:
        """Later than the lot's own last day, and not over."""
        until: date = _later(self.cleaned_data["until"], self.today, gettext("Choose today or a later day."))
        last = self.last_days.get(self.cleaned_data.get("lot") or 0)
        if last is not None and until <= last:
            raise forms.ValidationError(
                gettext("Choose a day after %(day)s, which is their last day now.")
                % {"day": date_format(last, "j E Y")}
            )
        return until


class SettleForm(RehearsedForm):
    """How points that are owed were settled, and why."""

    how = forms.ChoiceField(
        label=_("How"),
        widget=forms.RadioSelect,
        choices=[
            (Settlement.PAID.value, _("They were paid for after all")),
            (Settlement.WAIVED.value, _("We let them go")),
        ],
    )
    reason = reason_field(_("Such as the number of the payment. The customer reads it in the statement."))


def _later(day: date, today: date, otherwise: str) -> date:
    if day < today:
        raise forms.ValidationError(otherwise)
    if day.year > today.year + 20:
        raise forms.ValidationError(gettext("Choose a day within twenty years."))
    return day
