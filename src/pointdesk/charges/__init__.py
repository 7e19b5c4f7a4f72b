"""The price of an issue: items, consent, waiting, reviews."""
