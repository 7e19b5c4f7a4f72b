"""The call log and the support PIN."""
