"""The shape of what staff write into the bug register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.bugs.rules import LONGEST_DESCRIPTION, LONGEST_REASON, LONGEST_TITLE, LONGEST_VERSION
from pointdesk.ui.forms import KeyedForm

_REASON = _("Reason, as customers read it")


class RegisterForm(KeyedForm):
    """A suspicion."""

    line = forms.TypedChoiceField(label=_("Product line"), coerce=int)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    affected_versions = forms.CharField(label=_("Affected versions"), required=False, max_length=LONGEST_VERSION)
    description = forms.CharField(
        label=_("What goes wrong, and how to see it"),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"] = forms.TypedChoiceField(label=_("Product line"), coerce=int, choices=lines)
        self.order_fields(["line"])


class ConfirmForm(forms.Form):
    """It is ours: what the verdict rests on."""

    reproduced = forms.BooleanField(label=_("Seen on unmodified software"), required=False, initial=True)
    affected_versions = forms.CharField(label=_("Affected versions"), required=False, max_length=LONGEST_VERSION)
    reason = forms.CharField(
        label=_REASON, required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class RejectForm(forms.Form):
    """It is none of ours, and why."""

    reason = forms.CharField(label=_REASON, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class FixForm(forms.Form):
    """The version without it."""

    fixed_in = forms.CharField(label=_("Fixed in version"), max_length=LONGEST_VERSION)


class PatchForm(forms.Form):
    """A patch for one version, as a file."""

    version = forms.CharField(label=_("For version"), max_length=LONGEST_VERSION)
    file = forms.FileField(label=_("File"))
    instructions = forms.CharField(
        label=_("How to apply it"),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
