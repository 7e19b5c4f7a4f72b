"""The shape of what joins customers or parts them from a licence."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.desk.forms.corrections import LotField, RehearsedForm, reason_field
from pointdesk.kit.points import MOST_POINTS

KEPT = _("It is kept in the journal of the points; the customers read it.")


class TransferForm(RehearsedForm):
    """A licence that goes to another customer, and how many points go with it: all of them without a number."""

    # As with a lot: a second click comes when the licence has gone.
    product = LotField(label=_("Licence of"))
    points = forms.IntegerField(
        label=_("Points that go with it"), help_text=_("Empty means all, 0 means none."), required=False, min_value=0,
        max_value=MOST_POINTS,
    )  # fmt: skip
    reason = reason_field(KEPT)

    def __init__(self, *args: Any, products: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["product"] = LotField(label=_("Licence of"), choices=products)


class MergeForm(RehearsedForm):
    """Why two records are one customer."""

    reason = reason_field(KEPT)
