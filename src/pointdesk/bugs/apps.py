from django.apps import AppConfig


class BugsConfig(AppConfig):
    name = "pointdesk.bugs"
    label = "bugs"
