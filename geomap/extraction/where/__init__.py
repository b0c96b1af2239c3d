"""Where it happened: which of the places named is an event's."""
