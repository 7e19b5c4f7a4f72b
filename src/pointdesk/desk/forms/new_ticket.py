"""A ticket that staff open for a customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.charges.rules import Delivery
from pointdesk.kit.points import MOST_POINTS
from pointdesk.tickets.rules import LONGEST_BODY, LONGEST_SUBJECT, MOST_FILES, Attachment, Via
from pointdesk.ui.forms import FilesField, KeyedForm, TextField

NO_ONE = "0"

CONSENT = [
    ("go_ahead", _("Go ahead")),
    ("cap", _("Go ahead up to a number of points")),
    ("price_first", _("Tell the price first")),
]


class NewTicketForm(KeyedForm):
    """What was asked by phone or mail, and what the customer agreed to (P17)."""

    line = forms.TypedChoiceField(label=_("Product"), coerce=int)
    requester = forms.TypedChoiceField(label=_("Who asks"), coerce=int, initial=NO_ONE)
    via = forms.ChoiceField(
        label=_("How it came in"),
        choices=[(Via.PHONE.value, _("By phone")), (Via.EMAIL.value, _("By mail"))],
        widget=forms.RadioSelect,
        initial=Via.PHONE.value,
    )
    subject = forms.CharField(
        label=_("Subject"), max_length=LONGEST_SUBJECT, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("One issue in one line."),
    )  # fmt: skip
    body = TextField(
        rows=6, label=_("What happens"), max_length=LONGEST_BODY,
        help_text=_("The customer reads this as the first message."),
    )  # fmt: skip
    attachments = FilesField(most=MOST_FILES, into=Attachment)
    delivery = forms.ChoiceField(
        label=_("How the support is given"),
        choices=[(Delivery.ONLINE.value, _("Online")), (Delivery.PHONE.value, _("By phone, at the price for it"))],
        widget=forms.RadioSelect,
        initial=Delivery.ONLINE.value,
    )
    consent = forms.ChoiceField(
        label=_("And the price?"), choices=CONSENT, widget=forms.RadioSelect, initial="go_ahead"
    )
    agreed_up_to = forms.IntegerField(
        label=_("Up to so many points"), required=False, min_value=1, max_value=MOST_POINTS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    urgent = forms.BooleanField(label=_("Urgent"), required=False)

    def __init__(
        self, *args: Any, lines: list[tuple[int, str]], people: list[tuple[int, str]], urgent: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["line"].choices = lines  # type: ignore[attr-defined]  # a choice field
        self.fields["requester"].choices = [(NO_ONE, _("Nobody by name")), *people]  # type: ignore[attr-defined]  # too
        if not urgent:
            del self.fields["urgent"]

    def clean(self) -> dict[str, Any]:
        """The consent as the action takes it. A cap needs its number."""
        cleaned = super().clean() or {}
        capped = cleaned.get("consent") == "cap"
        if capped and cleaned.get("agreed_up_to") is None and "agreed_up_to" not in self.errors:
            self.add_error("agreed_up_to", _("Say up to how many points."))
        if not capped:
            cleaned["agreed_up_to"] = None
        return cleaned
