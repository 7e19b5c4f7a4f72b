from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "pointdesk.reports"
    label = "reports"
