"""Stored files for messages, patches and documents."""
