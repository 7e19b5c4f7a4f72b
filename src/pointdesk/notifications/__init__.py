"""Telling people: each notice once, in their language."""
