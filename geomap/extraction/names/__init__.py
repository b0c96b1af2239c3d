"""Names of places: which words are one, and which place each means."""
