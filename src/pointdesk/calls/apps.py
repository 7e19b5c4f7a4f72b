from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "pointdesk.calls"
    label = "calls"
