"""Who sells support: identity, time zone, policies, product lines, products."""
