"""Price-list versions and packs."""
