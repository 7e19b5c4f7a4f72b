"""Organisations, their people and rights, what they own."""
