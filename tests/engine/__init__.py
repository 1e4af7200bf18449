"""The real Pulumi engine, with a stand-in for the providers, over the whole stacks of `tests/stacks`."""
