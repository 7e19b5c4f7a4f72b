"""Pointdesk: a helpdesk that sells support by the issue, in prepaid points."""

__version__ = "0.1.0"
