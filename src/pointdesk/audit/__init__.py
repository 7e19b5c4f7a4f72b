"""Who did what, when: the journal every action writes."""
