"""Story files played through the same actions as every door."""
