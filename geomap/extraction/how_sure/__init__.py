"""How likely a record is right, learnt from annotated reports."""
