"""Service Connect."""
