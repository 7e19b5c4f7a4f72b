from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "pointdesk.audit"
    label = "audit"
