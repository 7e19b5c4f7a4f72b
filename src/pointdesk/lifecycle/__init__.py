"""Acts across rooms: merging customers, transfer of a licence."""
