from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from pointdesk.charges.rules import LONGEST_REASON
from pointdesk.portal.forms.fields import FilesField, TextField, files_hint
from pointdesk.portal.forms.keyed import KeyedForm
from pointdesk.tickets.rules import LONGEST_BODY


class ReplyForm(KeyedForm):
    """Something to say on a ticket, with files."""

    body = TextField(rows=5, max_length=LONGEST_BODY, label=_("Your reply"))
    attachments = FilesField(required=False, label=_("Files"), help_text=lazy(files_hint, str)())


class ReopenForm(ReplyForm):
    """To open a ticket again, with a word or without; files come with the word."""

    body = TextField(rows=4, max_length=LONGEST_BODY, required=False, label=_("What is still the matter?"))

    def clean_attachments(self) -> object:
        """Files without a word would be lost."""
        files = self.cleaned_data["attachments"]
        if files and not self.cleaned_data.get("body"):
            raise forms.ValidationError(_("Please say a word about the files."))
        return files


class AnswerForm(KeyedForm):
    """Accepting or declining the offer of that id; what the button said."""

    offer = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")], widget=forms.HiddenInput)


class ReviewForm(KeyedForm):
    """Why a price should be reconsidered."""

    reason = TextField(
        rows=5, max_length=LONGEST_REASON, label=_("Why should it cost less?"),
        help_text=_("Whoever decides reads this. It is not who set the price."),
    )  # fmt: skip
