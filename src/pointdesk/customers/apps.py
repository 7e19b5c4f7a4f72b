from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "pointdesk.customers"
    label = "customers"
