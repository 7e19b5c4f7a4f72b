from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pointdesk.accounts"
    label = "accounts"
