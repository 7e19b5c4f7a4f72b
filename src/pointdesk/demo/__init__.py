"""A living example vendor: a year of history, made only through the actions that people's pages call."""
