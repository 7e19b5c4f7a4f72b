from datetime import datetime

from pointdesk.audit.actions import record
from pointdesk.base.database import writing
from pointdesk.customers.actions import end_ownership, record_ownership
from pointdesk.customers.models import Customer, Ownership
from pointdesk.customers.queries import locked_customer
from pointdesk.kit.actors import Actor
from pointdesk.kit.days import day_of
from pointdesk.kit.errors import InvalidInput, NotAllowed, NotFound
from pointdesk.kit.points import whole_points
from pointdesk.kit.texts import one_line, whole_text
from pointdesk.ledger import actions as ledger
from pointdesk.ledger.errors import SameKeyOtherRequest
from pointdesk.lifecycle.errors import LicenceNotOwned
from pointdesk.lifecycle.events import LicenceTransferred
from pointdesk.lifecycle.permissions import may_transfer
from pointdesk.lifecycle.queries import giving_wallet, licence_of
from pointdesk.outbox.actions import publish
from pointdesk.vendor.models import Product
from pointdesk.vendor.queries import policies


def transfer_licence(
    *,
    from_customer_id: int,
    to_customer_id: int,
    product_id: int,
    by: Actor,
    now: datetime,
    reason: str,
    points: int | None = None,
    key: str | None = None,
) -> Ownership:
    """A customer sold their licence of a product: the other one owns it from today, and points go with it (P23).

    Of several licences it is the one owned longest. `points` of the product's line move (all that can be spent without
    a number, none with 0), first to be spent first; they keep kind, origin and last day. What tickets hold stays, and
    returns to the seller. The same `key` again gives the first answer and writes nothing. Returns the buyer's
    ownership. Publishes LicenceTransferred, and PointsArrived by the ledger.

    Raises NotAllowed (managers, administrators), NotFound (customer, product), InvalidInput (reason, key,
    ``same_customer``), InvalidPoints, LicenceNotOwned, NotEnoughPoints, WalletOnHold, SameKeyOtherRequest.
    """
    if not may_transfer(by):
        raise NotAllowed(verb="transfer_licence")
    reason = whole_text(reason, field="reason", most=2000)
    if points is not None:
        whole_points(points)
    if key is not None:
        key = one_line(key, field="key", most=180)
    today = day_of(now, policies().zone)
    with writing():
        seller, buyer = _locked(from_customer_id, to_customer_id)
        product = _product(product_id)
        repeated = _answered(key, buyer, product)
        if repeated is not None:
            return repeated
        licence = licence_of(seller.pk, product.pk, today)
        if licence is None:
            raise LicenceNotOwned(customer_id=seller.pk, product_id=product.pk)
        # The ledger refuses first: nothing else is written before it.
        moved = _move_points(licence, seller, buyer, points, by=by, now=now, reason=reason)
        end_ownership(ownership_id=licence.pk, until=today, by=by, now=now)
        bought = record_ownership(
            customer_id=buyer.pk, product_id=product.pk, since=today, reference=_reference(key or str(licence.pk)),
            by=by, now=now,
        )  # fmt: skip
        told = LicenceTransferred(
            ownership_id=bought.pk, product_id=product.pk, line_id=product.line_id, from_customer_id=seller.pk,
            to_customer_id=buyer.pk, points=moved,
        )  # fmt: skip
        record("transfer_licence", by=by, subject=("customer", seller.pk), now=now, data=told.to_data())
        publish(told, now=now)
        return bought


def _locked(from_customer_id: int, to_customer_id: int) -> tuple[Customer, Customer]:
    """Seller and buyer (or whom they were merged into), locked in id order. Raises NotFound, InvalidInput."""
    rows = {customer_id: locked_customer(customer_id) for customer_id in sorted({from_customer_id, to_customer_id})}
    seller, buyer = rows[from_customer_id], rows[to_customer_id]
    if seller.pk == buyer.pk:
        raise InvalidInput(field="to_customer_id", problem="same_customer")
    return seller, buyer


def _product(product_id: int) -> Product:
    product = Product.objects.filter(id=product_id).first()
    if product is None:
        raise NotFound(kind="product", ref=str(product_id))
    return product


def _reference(key: str) -> str:
    return f"transfer:{key}"


def _answered(key: str | None, buyer: Customer, product: Product) -> Ownership | None:
    """What the same request led to before. Raises SameKeyOtherRequest."""
    found = Ownership.objects.filter(reference=_reference(key)).first() if key else None
    if found is not None and key and (found.customer_id, found.product_id) != (buyer.pk, product.pk):
        raise SameKeyOtherRequest(key=key)
    return found


def _move_points(
    licence: Ownership, seller: Customer, buyer: Customer, points: int | None, *, by: Actor, now: datetime, reason: str
) -> int:
    """Move the points; how many. Raises NotEnoughPoints, WalletOnHold."""
    line_id = licence.product.line_id
    wallet = giving_wallet(seller.pk, line_id, points, now)
    if wallet is None:
        return 0
    to = ledger.open_wallet(customer_id=buyer.pk, line_id=line_id)
    outcome = ledger.transfer(
        from_wallet_id=wallet, to_wallet_id=to, points=points, key=f"licence:{licence.pk}", by=by, now=now,
        reason="licence_sold", note=reason,
    )  # fmt: skip
    return -outcome.change
