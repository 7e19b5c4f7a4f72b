"""Fields that several forms of the desk have, and what a form needs to act once."""

from typing import Any, BinaryIO, Self, cast
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pointdesk.tickets.rules import MOST_FILES, Attachment


def one_time_key() -> str:
    """A key made when a form is shown: sent twice, the form acts once."""
    return uuid4().hex


class KeyField(forms.CharField):
    """The one-time key of a form."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=one_time_key, max_length=64)


class KeyedForm(forms.Form):
    """A form that acts once, however often it is sent."""

    key = KeyField()

    def again(self, **shown: str) -> Self:
        """The form as it came back, to be mended and sent again: under a new key, for what was refused has written
        nothing, and with the hidden fields as the page shows them now."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            for name, value in {"key": one_time_key(), **shown}.items():
                data[name] = value
            self.data = data
        return self


class TextField(forms.CharField):
    """What people write: leading white space kept, in whatever direction it runs, and a line end counted as one
    character, which browsers send as two."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **options)

    def to_python(self, value: Any) -> str:
        """The text with line ends of one character."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class FilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


def files_hint() -> str:
    """How many files a message takes, and how large."""
    return gettext("Up to %(most)s files of %(size)s MB each.") % {
        "most": MOST_FILES,
        "size": settings.POINTDESK_MAX_UPLOAD_MB,
    }


class FilesField(forms.FileField):
    """Any number of files up to that of one message, as attachments."""

    def __init__(self, **options: Any) -> None:
        hint = lazy(files_hint, str)()
        super().__init__(label=_("Files"), required=False, widget=FilesInput, help_text=hint, **options)

    def clean(self, data: Any, initial: Any = None) -> tuple[Attachment, ...]:
        """The files, each with the name that the sender gives it; their content is read when they are stored."""
        files: list[UploadedFile[bytes]] = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files go with one message."), params={"most": MOST_FILES})
        return tuple(Attachment(name=file.name or "", content=cast(BinaryIO, file)) for file in files)
