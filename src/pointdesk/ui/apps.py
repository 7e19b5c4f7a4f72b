from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pointdesk.ui"
    label = "ui"
