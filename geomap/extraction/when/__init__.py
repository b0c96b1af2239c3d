"""When: days as news writes them, and which of them is an event's."""
