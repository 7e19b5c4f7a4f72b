"""What is written on a ticket."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.desk.forms.fields import FilesField, KeyField
from pointdesk.tickets.rules import LONGEST_BODY


def _text(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_BODY,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )


class ReplyForm(forms.Form):
    """A message to the customer. `seen` is the last line that stood on the page when it was opened."""

    body = _text(_("Reply to the customer"))
    attachments = FilesField()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    key = KeyField()


class NoteForm(forms.Form):
    """A private note."""

    body = _text(_("Private note"))
    attachments = FilesField()
    key = KeyField()
