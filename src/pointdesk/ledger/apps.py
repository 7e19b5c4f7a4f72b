from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pointdesk.ledger"
    label = "ledger"
