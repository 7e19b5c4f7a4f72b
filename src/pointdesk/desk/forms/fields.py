"""Fields that several forms of the desk have."""

from typing import Any, BinaryIO, cast
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pointdesk.tickets.rules import MOST_FILES, Attachment


def one_time_key() -> str:
    """A key made when a form is shown: sent twice, the form acts once."""
    return uuid4().hex


class KeyField(forms.CharField):
    """The one-time key of a form."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=one_time_key, max_length=64)


class FilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to that of one message, as attachments."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Files"), required=False, widget=FilesInput, **options)

    def clean(self, data: Any, initial: Any = None) -> tuple[Attachment, ...]:
        """The files, each with the name that the sender gives it; their content is read when they are stored."""
        files: list[UploadedFile[bytes]] = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files go with one message."), params={"most": MOST_FILES})
        return tuple(Attachment(name=file.name or "", content=cast(BinaryIO, file)) for file in files)
