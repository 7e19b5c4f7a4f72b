"""The shape of what an agent writes down about a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.calls.rules import LONGEST_NAME, LONGEST_NUMBER
from pointdesk.charges.rules import LONGEST_KEY
from pointdesk.kit.points import MOST_POINTS

PERSON, CUSTOMER = "person:", "customer:"


class NewCallForm(forms.Form):
    """A call: the number as it was shown, and who says to be calling: a person, a customer, or nobody known."""

    number = forms.CharField(label=_("Number, as the telephone shows it"), required=False, max_length=LONGEST_NUMBER)
    caller = forms.RegexField(
        rf"^({PERSON}|{CUSTOMER})\d{{1,18}}$", label=_("Who is calling?"), required=False,
        error_messages={"invalid": _("Choose one of those who are shown.")},
    )  # fmt: skip
    # Brought along by the page: what is wrong with it is said of the whole.
    ticket = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1,
        error_messages=dict.fromkeys(("invalid", "min_value"), _("A ticket has a number, such as 1042.")),
    )  # fmt: skip
    key = forms.CharField(
        widget=forms.HiddenInput, max_length=LONGEST_KEY,
        error_messages=dict.fromkeys(("required", "max_length"), _("Open the page again and repeat it there.")),
    )  # fmt: skip

    def person_id(self) -> int | None:
        """The person named; for a valid form."""
        return self._named(PERSON)

    def customer_id(self) -> int | None:
        """The customer named without a person; for a valid form."""
        return self._named(CUSTOMER)

    def _named(self, kind: str) -> int | None:
        caller = self.cleaned_data["caller"]
        return int(caller.removeprefix(kind)) if caller.startswith(kind) else None


class PinForm(forms.Form):
    """The PIN that somebody says, and who they say they are."""

    person = forms.IntegerField(
        widget=forms.RadioSelect, label=_("Who says to be calling?"), error_messages={"required": _("Say who it is.")}
    )
    pin = forms.CharField(
        label=_("Support PIN"),
        max_length=20,
        error_messages={"required": _("Ask for the six digits from the portal.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class LinkForm(forms.Form):
    """A ticket that the call is about, by its number as people write it."""

    ticket = forms.CharField(label=_("Ticket"), max_length=12, error_messages={"required": _("Say which ticket.")})

    def clean_ticket(self) -> int:
        """The number, with or without its #."""
        digits = str(self.cleaned_data["ticket"]).strip().removeprefix("#")
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
            raise forms.ValidationError(_("A ticket has a number, such as 1042."))
        return int(digits)


class TellPriceForm(forms.Form):
    """The price that was told for a ticket, and who agreed."""

    ticket = forms.IntegerField(widget=forms.HiddenInput)
    points = forms.IntegerField(
        label=_("Points told"),
        min_value=0,
        max_value=MOST_POINTS,
        error_messages={"required": _("Say how many points were told.")},
    )
    agreed_by = forms.CharField(
        label=_("Agreed by"), required=False, max_length=LONGEST_NAME, help_text=_("Empty: nobody has agreed.")
    )
