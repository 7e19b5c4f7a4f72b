from pointdesk.sales.queries.articles import Article, articles
from pointdesk.sales.queries.inbox import DeliveryView, InboxPage, delivered, delivery, inbox
from pointdesk.sales.queries.orders_of import OrderRow, customer_of_order, orders_of
from pointdesk.sales.queries.preview_scheme import SchemePreview, preview_scheme
from pointdesk.sales.queries.shops import shop
from pointdesk.sales.queries.welcome import HeldNewcomer, newcomers_held

__all__ = [
    "Article",
    "DeliveryView",
    "HeldNewcomer",
    "InboxPage",
    "OrderRow",
    "SchemePreview",
    "articles",
    "customer_of_order",
    "delivered",
    "delivery",
    "inbox",
    "newcomers_held",
    "orders_of",
    "preview_scheme",
    "shop",
]
