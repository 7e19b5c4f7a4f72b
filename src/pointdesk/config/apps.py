from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "pointdesk.config"
    label = "config"
