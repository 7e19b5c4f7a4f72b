"""Refusals of the acts across rooms."""

from dataclasses import dataclass

from pointdesk.kit.errors import DomainError


@dataclass(eq=False)
class LicenceNotOwned(DomainError):
    """The customer has no licence of this product to give away today; perhaps it was sold or paid back already."""

    customer_id: int
    product_id: int
