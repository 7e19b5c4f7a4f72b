from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "pointdesk.catalog"
    label = "catalog"
