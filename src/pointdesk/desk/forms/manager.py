"""The shape of what a manager decides and enters."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pointdesk.catalog.rules import Content, Repricing, said
from pointdesk.charges.rules import Verdict
from pointdesk.desk.forms.corrections import RehearsedForm, day_field
from pointdesk.kit.points import MOST_POINTS
from pointdesk.sales.queries import Article
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
    """An order as a shop would report it, by hand: its whole state, with up to `LINES` lines.

    `chosen` is the customer among those alike.
    """

    NEW = "new"
    chosen: int | None = None

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
    paid_on = forms.DateField(
        label=_("Day of payment"),
        help_text=_("Points expire one year after it. Empty means today."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    LINES = 3

    def __init__(self, *args: Any, articles: Sequence[Article], of_known: bool = False, **kwargs: Any) -> None:
        """`of_known`: the customer is chosen already."""
        super().__init__(*args, **kwargs)
        self._articles = {f"{article.shop}:{article.sku}": article for article in articles}
        several = len({article.shop for article in articles}) > 1
        named = [(name, name if several else article.sku) for name, article in self._articles.items()]
        for n in range(1, self.LINES + 1):
            choices = named if n == 1 else [("", "—"), *named]
            self.fields[f"sku-{n}"] = forms.ChoiceField(label=_("Article"), choices=choices, required=n == 1)
            self.fields[f"quantity-{n}"] = _units(_("Quantity"), 1)
            self.fields[f"refunded-{n}"] = _units(_("Of these paid back"), 0)
        if of_known:
            del self.fields["company"], self.fields["vat_id"]

    def ask_whose(self, look_alikes: list[tuple[int, str]]) -> bool:
        """Whether it must be asked whose order it is: one of these customers has not been chosen, nor a new one."""
        known = [(str(customer_id), label) for customer_id, label in look_alikes]
        choices = [*known, (self.NEW, _("A new customer"))]
        whose = self.data.get("whose", "")
        if not look_alikes or whose in dict(choices):
            self.chosen = int(whose) if look_alikes and whose != self.NEW else None
            return False
        label = _("Whose order is it? There are customers like this already.")
        self.fields["whose"] = forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=choices)
        self.order_fields(["whose"])
        self.add_error("whose", _("Choose whose order it is."))
        return True

    def clean(self) -> dict[str, Any]:
        """No more is paid back than was ordered, and one shop sold everything."""
        data: dict[str, Any] = super().clean() or {}
        for n, _article, quantity, refunded in self._filled(data):
            if refunded > quantity:
                self.add_error(f"refunded-{n}", _("No more can be paid back than was ordered."))
        if len({article.shop for _n, article, _quantity, _refunded in self._filled(data)}) > 1:
            self.add_error(None, _("An order has the articles of one shop."))
        return data

    def ordered(self) -> list[tuple[Article, int, int]]:
        """What was ordered, how many, how many of these paid back; for a valid form."""
        return [(article, quantity, refunded) for _n, article, quantity, refunded in self._filled(self.cleaned_data)]

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """The fields of the order as a whole."""
        return [self[name] for name in ("whose", *self.base_fields) if name in self.fields]

    @property
    def line_fields(self) -> list[list[forms.BoundField]]:
        """The fields of each line."""
        return [[self[f"{name}-{n}"] for name in ("sku", "quantity", "refunded")] for n in range(1, self.LINES + 1)]

    def _filled(self, data: dict[str, Any]) -> list[tuple[int, Article, int, int]]:
        """The lines that name an article: their number, what, how many, how many paid back."""
        return [
            (n, self._articles[data[f"sku-{n}"]], data.get(f"quantity-{n}") or 1, data.get(f"refunded-{n}") or 0)
            for n in range(1, self.LINES + 1)
            if data.get(f"sku-{n}")
        ]


class ChangePrices(RehearsedForm):
    """New figures for items and packs from a day on; empty means upon request, or not on sale.

    `base` is the version that the form shows: where another one stands meanwhile, its figures are shown anew.
    """

    in_force_from = day_field(_("In force from"))
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Content, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = [item.code for item in content.items]
        self.packs = [pack.code for pack in content.packs]
        for item in content.items:
            self.fields[f"item-{item.code}"] = forms.IntegerField(
                label=said(item.names, language), initial=item.points, required=False, min_value=0,
                max_value=MOST_POINTS,
            )  # fmt: skip
        for pack in content.packs:
            label = f"{said(pack.names, language)} ({pack.currency})"
            self.fields[f"pack-{pack.code}"] = _price(label, initial=Decimal(pack.net_cents).scaleb(-2))
        self.fields["new_points"] = forms.IntegerField(
            label=_("Points of a new pack"), required=False, min_value=1, max_value=MOST_POINTS
        )
        self.fields["new_price"] = _price(_("Its price"))

    def clean(self) -> dict[str, Any]:
        """A new pack has points and a price, or there is none."""
        data: dict[str, Any] = super().clean() or {}
        if "new_points" in data and "new_price" in data and (data["new_points"] is None) != (data["new_price"] is None):
            missing = "new_price" if data["new_price"] is None else "new_points"
            self.add_error(missing, _("A new pack has points and a price."))
        return data

    def wanted(self) -> tuple[date, Repricing]:
        """The day and the figures asked for; for a valid form."""
        data = self.cleaned_data
        return data["in_force_from"], Repricing(
            points={code: data[f"item-{code}"] for code in self.items},
            packs={code: _cents(data[f"pack-{code}"]) for code in self.packs},
            new_pack=None if data["new_points"] is None else (data["new_points"], _cents(data["new_price"]) or 0),
        )

    def is_stale(self, version: int) -> bool:
        """Whether a valid form was made of another version than the one that stands. It then says so, and stands for
        this one: sent once more, it is meant."""
        if self.cleaned_data["base"] == version:
            return False
        self.add_error(None, _("These prices have changed meanwhile. Look again at what this would change."))
        self.cleaned_data["base"] = version
        self.data = {**{name: self.data.get(name) for name in self.data}, "base": version}
        return True

    @property
    def item_fields(self) -> list[forms.BoundField]:
        """The items' fields."""
        return [self[f"item-{code}"] for code in self.items]

    @property
    def pack_fields(self) -> list[forms.BoundField]:
        """The packs' fields."""
        return [self[f"pack-{code}"] for code in self.packs]


class Withdraw(forms.Form):
    """A version to take back before its day has come."""

    price_list_id = forms.IntegerField(widget=forms.HiddenInput)


def _price(label: Any, *, initial: Decimal | None = None) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, initial=initial, required=False, min_value=Decimal("0.01"), max_value=1_000_000, decimal_places=2
    )


def _units(label: Any, first: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=first, max_value=1000, initial=first)


def _cents(price: Decimal | None) -> int | None:
    return None if price is None else int(price * 100)
