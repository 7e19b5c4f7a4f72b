from pointdesk.charges.models.charge import Charge
from pointdesk.charges.models.offer import Offer
from pointdesk.charges.models.request import Request
from pointdesk.charges.models.review import Review
from pointdesk.charges.models.step import PriceStep, Words

__all__ = ["Charge", "Offer", "PriceStep", "Request", "Review", "Words"]
