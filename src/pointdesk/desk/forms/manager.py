"""The shape of what a manager decides and enters."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.charges.rules import Verdict
from pointdesk.sales.rules import NewcomerVerdict, OrderStatus

KEY = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DecideReview(forms.Form):
    """Keep, lower (to points) or return, with a reason that the customer reads."""

    verdict = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            (Verdict.KEEP.value, _("Keep the price")),
            (Verdict.LOWER.value, _("Lower the price to")),
            (Verdict.RETURN.value, _("Return everything")),
        ],
    )
    points = forms.IntegerField(label=_("Points, when lowered"), required=False, min_value=0, max_value=1_000_000)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The customer reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    key = KEY

    def clean(self) -> dict[str, Any]:
        """Points belong to lowering, and to nothing else."""
        data: dict[str, Any] = super().clean() or {}
        lowered = data.get("verdict") == Verdict.LOWER.value
        if lowered and data.get("points") is None and "points" not in self.errors:
            self.add_error("points", _("Say to how many points."))
        if not lowered:
            data["points"] = None
        return data


class DecideNewcomer(forms.Form):
    """Whether a customer is new (the gift is given) or the same as another (there is none)."""

    customer_id = forms.IntegerField(widget=forms.HiddenInput)
    line_id = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=[(v.value, v.value) for v in NewcomerVerdict])


class EnterOrder(forms.Form):
    """An order as a shop would report it, by hand: its whole state."""

    number = forms.CharField(label=_("Order number"), max_length=60)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            (OrderStatus.PAID.value, _("Paid")),
            (OrderStatus.PENDING.value, _("Waiting for payment")),
            (OrderStatus.PARTIALLY_REFUNDED.value, _("Partly paid back")),
            (OrderStatus.REFUNDED.value, _("Paid back")),
            (OrderStatus.CANCELLED.value, _("Cancelled")),
        ],
    )
    company = forms.CharField(label=_("Customer"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    vat_id = forms.CharField(label=_("VAT number"), required=False, max_length=20)
    sku = forms.ChoiceField(label=_("Article"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=1000, initial=1)
    refunded = forms.IntegerField(label=_("Of these paid back"), min_value=0, max_value=1000, initial=0)
    paid_on = forms.DateField(
        label=_("Day of payment"),
        help_text=_("Points expire one year after it. Empty means today."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, skus: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sku"] = forms.ChoiceField(label=_("Article"), choices=[(sku, sku) for sku in skus])


class ChangePrices(forms.Form):
    """New points for the items of a price list from a day on; empty means upon request."""

    in_force_from = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, items: list[tuple[str, str, int | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _name, _points in items]
        for code, name, points in items:
            self.fields[f"item-{code}"] = forms.IntegerField(
                label=name, initial=points, required=False, min_value=0, max_value=1_000_000
            )

    def wanted(self) -> tuple[date, dict[str, int | None]]:
        """The day asked for, and the points by item; for a valid form."""
        return self.cleaned_data["in_force_from"], {code: self.cleaned_data[f"item-{code}"] for code in self.codes}
