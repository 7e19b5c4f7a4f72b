from django.apps import AppConfig


class ChargesConfig(AppConfig):
    name = "pointdesk.charges"
    label = "charges"
