"""Measurements: `make bench`. Everything is a ratio against something measured in the same run."""
