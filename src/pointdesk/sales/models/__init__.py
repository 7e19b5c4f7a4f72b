from pointdesk.sales.models.delivery import Delivery, Verdict
from pointdesk.sales.models.order import LineLot, Order, OrderLine
from pointdesk.sales.models.shop import EffectKind, Shop, ShopSecret, SkuEffect
from pointdesk.sales.models.welcome import WelcomeGift, WelcomeState

__all__ = [
    "Delivery",
    "EffectKind",
    "LineLot",
    "Order",
    "OrderLine",
    "Shop",
    "ShopSecret",
    "SkuEffect",
    "Verdict",
    "WelcomeGift",
    "WelcomeState",
]
