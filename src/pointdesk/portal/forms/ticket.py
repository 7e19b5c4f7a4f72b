from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pointdesk.charges.rules import LONGEST_REASON
from pointdesk.portal.forms.written import WrittenForm
from pointdesk.tickets.rules import LONGEST_BODY, MOST_FILES, Attachment
from pointdesk.ui.forms import FilesField, TextField


class ReopenForm(WrittenForm):
    """To open a ticket again, with a word or without; files come with the word."""

    body = TextField(
        rows=4, max_length=LONGEST_BODY, required=False, label=gettext_lazy("What is still the matter?")
    )  # fmt: skip
    attachments = FilesField(most=MOST_FILES, into=Attachment)

    def clean_attachments(self) -> object:
        """Files without a word would be lost."""
        files = self.cleaned_data["attachments"]
        if files and not self.cleaned_data.get("body"):
            raise forms.ValidationError(_("Please say a word about the files."))
        return files


class ReplyForm(ReopenForm):
    """Something to say on a ticket, with files; `then` is what its button does besides: it may close the ticket."""

    body = TextField(rows=5, max_length=LONGEST_BODY, required=False, label=gettext_lazy("Your reply"))
    then = forms.ChoiceField(required=False, choices=[("close", "")])

    def clean(self) -> dict[str, Any]:
        """A ticket may be closed without a word; a reply has one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("then") and not cleaned.get("body") and not self.errors:
            self.add_error("body", _("Please write something."))
        return cleaned


class AnswerForm(WrittenForm):
    """Accepting or declining the offer of that id; what the button said."""

    offer = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")], widget=forms.HiddenInput)


class ReviewForm(WrittenForm):
    """Why a price should be reconsidered."""

    reason = TextField(
        rows=5, max_length=LONGEST_REASON, label=gettext_lazy("Why should it cost less?"),
        help_text=gettext_lazy("Whoever decides reads this. It is not who set the price."),
    )  # fmt: skip
