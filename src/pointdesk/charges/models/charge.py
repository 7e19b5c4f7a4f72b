from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from pointdesk.catalog.models import PriceList
from pointdesk.charges.rules import Basis, Delivery, Line, OfferState, Pricing, ReviewState, Standing, Waiting
from pointdesk.customers.models import Customer
from pointdesk.kit.points import MOST_POINTS
from pointdesk.vendor.models import ProductLine


class ChargeQuerySet(models.QuerySet["Charge"]):
    """The filters that more than one reader needs."""

    def waiting(self) -> Self:
        """Those that wait for points, in the order of their queues (ruling 16)."""
        return self.filter(waiting_since__isnull=False).order_by("waiting_since", "id")

    def asked(self) -> Self:
        """Those with an offer to answer; a quote among them may have lapsed."""
        return self.filter(offers__state=OfferState.OPEN.value)

    def under_review(self) -> Self:
        """Those whose price is being reconsidered."""
        return self.filter(reviews__state=ReviewState.OPEN.value)


class Charge(models.Model):
    """The price of one ticket (`reference` is its number) and what it has taken from the customer's wallet.

    `price` is the one that holds: None before there is one, the former one while an offer is open, the new one while
    it waits for points (ruling 18). `charged` is what the ledger holds for it; that this is the price is a constraint
    of the table (invariant 5). All changes happen under the lock of the wallet.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="charges")
    line = models.ForeignKey(ProductLine, on_delete=models.PROTECT, related_name="charges")
    reference = models.CharField(max_length=64, unique=True)
    wallet = models.ForeignKey("ledger.Wallet", on_delete=models.PROTECT, related_name="charges")
    former_wallets = models.JSONField(default=list, help_text="ids of merged customers' wallets it drew from, in order")
    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="charges")
    opened_on = models.DateField(help_text="P4: the day whose price list applies for ever")
    delivery = models.CharField(max_length=10, choices=[(d.value, d.value) for d in Delivery])
    urgent = models.BooleanField(default=False)
    agreed_up_to = models.PositiveIntegerField(null=True, help_text="P17: none = go ahead, 0 = price first")

    basis = models.CharField(max_length=10, blank=True, choices=[(b.value, b.value) for b in Basis])
    lines = models.JSONField(default=list, help_text="[item, quantity, points of one, never doubles] of the price")
    multiplier = models.PositiveSmallIntegerField(default=1)
    price = models.PositiveIntegerField(null=True)
    charged = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True, help_text="its place in the wallet's queue, kept when repriced")
    settled_at = models.DateTimeField(null=True, help_text="set while the ticket is closed")
    is_bug = models.BooleanField(default=False, help_text="P9: no price above 0 until the verdict is reversed")
    caller_verified = models.BooleanField(
        null=True, help_text="ruling 26: none = no call linked; any verified one counts"
    )
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    steps = models.PositiveIntegerField(default=0, help_text="the number of the latest step of its history")

    objects: ClassVar[models.Manager["Charge"]] = ChargeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(waiting_since__isnull=True)
                & (Q(price__isnull=True, charged=0) | Q(price__isnull=False, price=F("charged")))
                | Q(waiting_since__isnull=False) & Q(price__isnull=False, price__gt=F("charged")),
                name="charges_holds_its_price",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(price__isnull=False, waiting_since__isnull=True),
                name="charges_settled_is_priced",
            ),
            models.CheckConstraint(
                condition=Q(is_bug=False) | Q(price__isnull=False, price=0), name="charges_bug_is_free"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(price__isnull=False, price=0), name="charges_merged_is_free"
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__lte=MOST_POINTS), name="charges_price_bounded"
            ),
            models.CheckConstraint(
                condition=Q(delivery__in=[d.value for d in Delivery]), name="charges_known_delivery"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["wallet", "waiting_since", "id"],
                name="charges_queue",
                condition=Q(waiting_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def need(self) -> int:
        """The points that the price asks for beyond what was charged; negative where it gives some back."""
        return (self.price or 0) - self.charged

    @property
    def items(self) -> tuple[Line, ...]:
        """The items that the price rests on."""
        return tuple(Line(*line) for line in self.lines)

    @property
    def pricing(self) -> Pricing | None:
        """The price that holds, with what it rests on; None before there is one."""
        if self.price is None:
            return None
        return Pricing(self.price, Basis(self.basis) if self.basis else None, self.items, self.multiplier)

    @property
    def place(self) -> Waiting:
        """Its place in the queue of its wallet. Raises ValueError where it does not wait."""
        if self.waiting_since is None:
            raise ValueError(f"charge {self.id} does not wait")
        return Waiting(since=self.waiting_since, charge_id=self.id, need=self.need)

    def standing(self, *, under_review: bool) -> Standing:
        """What the rules about a new price look at."""
        return Standing(
            reference=self.reference, price=self.price, settled=self.settled_at is not None,
            under_review=under_review, is_bug=self.is_bug,
            unverified_caller=self.delivery == Delivery.PHONE.value and self.caller_verified is False,
        )  # fmt: skip
