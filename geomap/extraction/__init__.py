"""Reading one report: mentions, incidents, movements. Language is data (``packs/*.toml``)."""
