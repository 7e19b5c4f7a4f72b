from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "pointdesk.tickets"
    label = "tickets"
