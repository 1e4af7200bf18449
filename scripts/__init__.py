"""What maintainers run: `make derived` and `make preview`."""
