"""Movements: who went from where to where."""
