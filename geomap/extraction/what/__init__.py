"""What happened, and whether it did: words of events, their frames, their kinds."""
