"""Target groups."""
