from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "pointdesk.sales"
    label = "sales"
