from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pointdesk.desk"
    label = "desk"
