from typing import Any, Self

from django import forms
from django.http import QueryDict

from pointdesk.kit.actors import Actor
from pointdesk.ui.forms import KeyedForm
from pointdesk.ui.kept import Texts


class WrittenForm(KeyedForm):
    """A form with something written. `writer` is whose it is: what they wrote before their session ended is given
    back to nobody else."""

    writer = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput({"id": False}))

    @classmethod
    def shown_to(cls, by: Actor, kept: Texts | None = None) -> Self:
        """The form to be filled in, with the texts that were kept for its reader."""
        return cls(initial={**(kept or {}), "writer": by.id})

    @classmethod
    def sent(cls, data: QueryDict, files: Any = None) -> Self:
        """The form as it came."""
        return cls(data, files)
