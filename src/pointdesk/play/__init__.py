"""Stories of the points, played: what `pointdesk play` reads, does, checks and prints."""
