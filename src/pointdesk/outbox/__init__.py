"""Events stored with the change, and the worker that delivers them at least once."""
