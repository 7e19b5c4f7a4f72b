"""The ledger of points: wallets, lots, entries, postings. Knows neither tickets nor orders."""
