from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pointdesk.charges.rules import Delivery
from pointdesk.kit.points import MOST_POINTS
from pointdesk.portal.forms.written import WrittenForm
from pointdesk.tickets.rules import LONGEST_BODY, LONGEST_SUBJECT, MOST_FILES, Attachment
from pointdesk.ui.forms import FilesField, TextField


@dataclass(frozen=True)
class Option:
    """One of several choices, with a sentence about it."""

    value: str
    label: str
    hint: str
    checked: bool


class NewTicketForm(WrittenForm):
    """A new issue: what it is, how to help, and what may be charged unasked (P17)."""

    subject = forms.CharField(
        max_length=LONGEST_SUBJECT, label=gettext_lazy("In one line"), widget=forms.TextInput({"dir": "auto"})
    )
    body = TextField(
        rows=7, max_length=LONGEST_BODY, label=gettext_lazy("What happens, and what should happen"),
        help_text=gettext_lazy("Steps, an order number, the time it last happened. Never a password."),
    )  # fmt: skip
    attachments = FilesField(most=MOST_FILES, into=Attachment)
    delivery = forms.ChoiceField(
        choices=[(kind.value, kind.value) for kind in Delivery], initial=Delivery.ONLINE.value,
        label=gettext_lazy("How shall we help?"),
    )  # fmt: skip
    urgent = forms.BooleanField(required=False, label=gettext_lazy("It is urgent"))
    consent = forms.ChoiceField(
        choices=[("go", ""), ("cap", ""), ("ask", "")], initial="go", label=gettext_lazy("And the price?")
    )
    cap = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_POINTS, label=gettext_lazy("Limit in points"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def offering(self, *, may_spend: bool, urgent: bool) -> Self:
        """Without what its reader is not asked: consent of who may not spend, urgency where it is not offered."""
        for name in [*(() if may_spend else ("consent", "cap")), *(() if urgent else ("urgent",))]:
            del self.fields[name]
        return self

    def clean(self) -> dict[str, Any]:
        """A limit is named where there is to be one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("consent") == "cap" and not cleaned.get("cap") and "cap" not in self.errors:
            self.add_error("cap", _("Say up to how many points we may go ahead."))
        return cleaned

    def deliveries(self, multiplier: int) -> list[Option]:
        """Online or by phone, with what the phone does to the price."""
        dearer = _("We call you. Support by phone costs %(times)s times the points.") % {"times": multiplier}
        double = _("We call you. Support by phone costs double points.")
        return [
            self._option("delivery", "online", _("Online"), _("Answered here and by mail.")),
            self._option("delivery", "phone", _("By phone"), double if multiplier == 2 else dearer),
        ]

    def consents(self) -> list[Option]:
        """The three of P17, each saying what may happen unasked (ruling 31)."""
        return [
            self._option(
                "consent", "go", _("Go ahead"),
                _("We charge what the price list says and tell you. The list is an estimate until we have looked."),
            ),
            self._option(
                "consent", "cap", _("Go ahead, up to a limit"),
                _("The price never goes above your limit unless you accept it."),
            ),
            self._option(
                "consent", "ask", _("Tell me the price first"),
                _("Nothing is charged before you accept. Work starts then."),
            ),
        ]  # fmt: skip

    def _option(self, field: str, value: str, label: str, hint: str) -> Option:
        return Option(value, label, hint, checked=self[field].value() == value)
