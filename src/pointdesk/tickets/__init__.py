"""Issues: conversation, people, work states."""
