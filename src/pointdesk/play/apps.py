from django.apps import AppConfig


class PlayConfig(AppConfig):
    name = "pointdesk.play"
    label = "play"
