"""Splitting, merging, closing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.tickets.rules import LONGEST_SUBJECT
from pointdesk.ui.forms import KeyedForm

LONGEST_REASON = 1_000


class CloseForm(forms.Form):
    """Closing at once. The reason is asked for where a price was due and nothing was charged."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("As the customer reads it. Needed where nothing was charged."),
    )


class MessagesField(forms.TypedMultipleChoiceField):
    """Messages by their ids. Which of them may move, the action knows: a second click comes when they have moved."""

    def valid_value(self, value: str) -> bool:
        """Whether it can be an id at all."""
        return value.isdecimal() and len(value) < 19


class SplitForm(KeyedForm):
    """A second issue, and which messages belong to it."""

    subject = forms.CharField(
        label=_("Subject of the new ticket"),
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    message_ids = MessagesField(
        label=_("Messages that move there"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, messages: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["message_ids"].choices = messages  # type: ignore[attr-defined]  # a choice field


class MergeForm(forms.Form):
    """The ticket that this one is merged into, by its number."""

    into = forms.RegexField(
        label=_("Number of the other ticket"),
        regex=r"^#?\d{1,9}$",
        help_text=_("Of the same customer. Its price stays; what this ticket was charged is returned."),
        error_messages={"invalid": _("Give the number of a ticket, such as 1042.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean_into(self) -> int:
        """The number itself."""
        return int(self.cleaned_data["into"].removeprefix("#"))
