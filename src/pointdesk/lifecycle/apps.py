from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "pointdesk.lifecycle"
    label = "lifecycle"
