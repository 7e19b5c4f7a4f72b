"""What is written on a ticket."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.tickets.rules import LONGEST_BODY, MOST_FILES, Attachment
from pointdesk.ui.forms import FilesField, KeyedForm, TextField


def _text(label: Any) -> TextField:
    return TextField(
        rows=4, label=label, max_length=LONGEST_BODY, error_messages={"required": _("Write something first.")}
    )


class ReplyForm(KeyedForm):
    """A message to the customer. `seen` is the last line that stood on the page when it was opened."""

    body = _text(_("Reply to the customer"))
    attachments = FilesField(most=MOST_FILES, into=Attachment)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NoteForm(KeyedForm):
    """A private note."""

    body = _text(_("Private note"))
    attachments = FilesField(most=MOST_FILES, into=Attachment)
