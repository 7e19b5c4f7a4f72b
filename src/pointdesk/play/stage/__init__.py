"""Where stories are played: throw-away databases, the world in them, who is on stage, what is looked at."""
