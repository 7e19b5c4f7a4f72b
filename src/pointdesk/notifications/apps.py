from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "pointdesk.notifications"
    label = "notifications"
