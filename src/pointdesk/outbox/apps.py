from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "pointdesk.outbox"
    label = "outbox"
