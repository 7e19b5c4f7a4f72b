"""Composition root: settings, addresses, wiring from events to reactions, the `pointdesk` command."""
