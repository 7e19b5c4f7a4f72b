from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "pointdesk.portal"
    label = "portal"
