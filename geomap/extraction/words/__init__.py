"""From characters to words, sentences and what a pack knows of them."""
