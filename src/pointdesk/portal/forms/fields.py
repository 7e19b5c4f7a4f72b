from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from pointdesk.files.errors import EmptyFile, FileTooLarge
from pointdesk.tickets.rules import MOST_FILES, Attachment
from pointdesk.ui.refusals import sentence


class TextField(forms.CharField):
    """What people write: of any length up to `max_length`, leading white space kept, line ends counted once."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea({"rows": rows, "dir": "auto"}), **options)

    def to_python(self, value: Any) -> str:
        """The text with line ends of one character; blank is empty."""
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        return text if text.strip() else ""


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to the most that a message takes, each within the size that this installation allows."""

    widget = _FilesInput

    def clean(self, data: "Sequence[UploadedFile[bytes]] | None", initial: Any = None) -> list[Attachment]:
        """The files as the rooms take them. Raises ValidationError."""
        files = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("A message takes %(most)s files at most.") % {"most": MOST_FILES})
        return [self._checked(file) for file in files]

    def _checked(self, file: "UploadedFile[bytes]") -> Attachment:
        most = settings.POINTDESK_MAX_UPLOAD_MB * 1024 * 1024
        name, size = file.name or "", file.size or 0
        if size > most:
            raise forms.ValidationError(f"{name}: {sentence(FileTooLarge(size=size, most=most))}")
        if not size:
            raise forms.ValidationError(sentence(EmptyFile(name=name)))
        return Attachment(name=name, content=cast(BinaryIO, file))


def files_hint() -> str:
    """How many files, and how large."""
    return _("Up to %(most)s files of %(size)s MB each. They are kept as downloads.") % {
        "most": MOST_FILES,
        "size": settings.POINTDESK_MAX_UPLOAD_MB,
    }
