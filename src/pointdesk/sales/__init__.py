"""Orders as shops report them, and what they grant or cancel."""
