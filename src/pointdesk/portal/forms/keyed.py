from typing import Any, Self
from uuid import uuid4

from django import forms
from django.http import QueryDict

from pointdesk.kit.actors import Actor


class KeyedForm(forms.Form):
    """A form that is carried out once, however often it is sent: `key` goes to the action.

    `writer` is whose form it is: what they wrote before their session ended is given back to nobody else.
    """

    # Without ids, which several forms of a page would share.
    key = forms.CharField(max_length=200, widget=forms.HiddenInput({"id": False}))
    writer = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput({"id": False}))

    @classmethod
    def shown_to(cls, by: Actor, kept: dict[str, str] | None = None) -> Self:
        """The form to be filled in, under a new key, with the texts that were kept for its reader."""
        return cls(initial={**(kept or {}), "key": uuid4().hex, "writer": by.id})

    @classmethod
    def sent(cls, data: QueryDict, files: Any = None) -> Self:
        """The form as it came."""
        return cls(data, files)

    def again(self) -> Self:
        """The refused form, to be mended and sent again: under a new key, for a refusal has written nothing."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "key": uuid4().hex}
        return self
