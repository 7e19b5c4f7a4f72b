from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pointdesk.catalog.models import Pack
from pointdesk.customers.models import Customer, Ownership
from pointdesk.sales.models.shop import EffectKind, Shop
from pointdesk.sales.rules import OrderStatus
from pointdesk.vendor.models import Product


class Order(models.Model):
    """An order as it stands after all reports of it (P13). The row that every report of the order locks.

    The customer is found at the first report and stays. `paid_on` is the day of purchase in the vendor's zone (P2),
    set when the order is first seen paid and never moved. `changed_at` is the shop's own moment of its newest state,
    `updated_at` when a report last changed anything here.
    """

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=40)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in OrderStatus])
    currency = models.CharField(max_length=3)
    changed_at = models.DateTimeField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    first_reported_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shop", "number"], name="sales_order_once"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in OrderStatus]), name="sales_order_known_status"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["customer", "-id"], name="sales_orders_of_customer")]

    def __str__(self) -> str:
        return f"{self.shop.code}:{self.number}"

    @property
    def known_status(self) -> OrderStatus:
        """The status as the rules know it."""
        return OrderStatus(self.status)


class OrderLine(models.Model):
    """A line of an order, known by `ref`: the shop's own id of it, else its position (ruling 30).

    `quantity` and `refunded` are what is known from the shop. What the SKU stands for is noted on the line when it
    first gives something, with the points of one unit, so that a later change of the SKU table or of a pack cannot
    change what a refund takes back. `given_units` and `taken_units` count what has been given and taken back.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    ref = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField()
    sku = models.CharField(max_length=100)
    name = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField()
    refunded = models.PositiveIntegerField(default=0)
    net_cents = models.PositiveBigIntegerField(null=True, blank=True)
    vat_cents = models.PositiveBigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=EffectKind.choices, blank=True)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ownership = models.ForeignKey(Ownership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    points_each = models.PositiveIntegerField(default=0)
    given_units = models.PositiveIntegerField(default=0)
    taken_units = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "ref"], name="sales_line_once"),
            models.CheckConstraint(condition=Q(taken_units__lte=F("given_units")), name="sales_line_took_what_it_gave"),
        ]

    @property
    def held_units(self) -> int:
        """Units given and not taken back."""
        return self.given_units - self.taken_units


class LineLot(models.Model):
    """A lot that a line granted: `units` of it, of which `taken_units` were paid back. One lot for each line, and one
    more whenever the shop raises its quantity later."""

    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="lots")
    lot = models.OneToOneField("ledger.Lot", on_delete=models.PROTECT, related_name="+")
    units = models.PositiveIntegerField()
    taken_units = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken_units__lte=F("units")), name="sales_lot_took_what_it_gave"),
        ]
