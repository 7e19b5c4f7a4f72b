from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "pointdesk.base"
    label = "base"

    def ready(self) -> None:
        """Install the guards after every migrate (SQLite drops triggers when it rebuilds a table), and check them.

        post_migrate is Django's hook into its own life, not an event of ours: the ban on signals is about the domain.
        """
        from pointdesk.base import checks, guards  # noqa: PLC0415 -- models are loaded only now

        post_migrate.connect(guards.install_after_migrate, dispatch_uid="pointdesk.base.guards")
        register(checks.guards_are_installed, Tags.database)
