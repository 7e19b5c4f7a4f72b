"""What forms of every door share: acting once, long texts, files."""

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Self, cast
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def one_time_key() -> str:
    """A key made when a form is shown: sent twice, the form acts once."""
    return uuid4().hex


class KeyField(forms.CharField):
    """The one-time key of a form, for the action. It has no id, which several forms of a page would share."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput({"id": False}), initial=one_time_key, max_length=64)


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
    character, which browsers send as two. What is blank is empty."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea({"rows": rows, "dir": "auto"}), **options)

    def to_python(self, value: Any) -> str:
        """The text with line ends of one character."""
        text = str(super().to_python(value) or "").replace("\r\n", "\n")
        return text if text.strip() else ""


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to `most`, each within the size that this installation allows; `into` makes of a name
    and a content what the action takes. The content is read when it is stored."""

    widget = _FilesInput

    def __init__(self, *, most: int, into: Callable[[str, BinaryIO], Any]) -> None:
        self._most, self._into = most, into
        super().__init__(required=False, label=gettext_lazy("Files"), help_text=lazy(self._hint, str)())

    def clean(self, data: "Sequence[UploadedFile[bytes]] | None", initial: Any = None) -> tuple[Any, ...]:
        """The files as the rooms take them. Raises ValidationError."""
        files = [file for file in data or [] if file]
        if len(files) > self._most:
            raise forms.ValidationError(_("A message takes %(most)s files at most.") % {"most": self._most})
        return tuple(self._checked(file) for file in files)

    def _checked(self, file: "UploadedFile[bytes]") -> Any:
        most, size, name = settings.POINTDESK_MAX_UPLOAD_MB, file.size or 0, file.name or ""
        if size > most * 2**20:
            refusal = _("The file is too large. The limit is %(most)s.") % {"most": f"{most} MB"}
            raise forms.ValidationError(f"{name}: {refusal}")
        if not size:
            raise forms.ValidationError(_("The file “%(name)s” is empty.") % {"name": name})
        return self._into(name, cast(BinaryIO, file))

    def _hint(self) -> str:
        facts = {"most": self._most, "size": settings.POINTDESK_MAX_UPLOAD_MB}
        return _("Up to %(most)s files of %(size)s MB each. They are kept as downloads.") % facts
