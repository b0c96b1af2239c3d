"""How many: numbers, what they count, and whose toll it is."""
