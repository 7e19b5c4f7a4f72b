"""Django's commands under our manners."""

from django.conf import settings
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandError


class Commands(ManagementUtility):
    """Finds and runs a command; one that there is not is told in one line."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """The command of that name. Raises CommandError, and what is wrong with the settings."""
        if settings.INSTALLED_APPS and subcommand not in get_commands():
            raise CommandError(f"unknown Django command '{subcommand}' (see: pointdesk manage help)")
        return super().fetch_command(subcommand)
