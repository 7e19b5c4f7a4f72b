"""The bug register, its tickets and its patches."""
