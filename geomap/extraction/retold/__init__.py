"""What is told again: one event in several sentences, sums and their parts."""
