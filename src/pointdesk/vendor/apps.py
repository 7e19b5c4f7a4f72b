from django.apps import AppConfig


class VendorConfig(AppConfig):
    name = "pointdesk.vendor"
    label = "vendor"
