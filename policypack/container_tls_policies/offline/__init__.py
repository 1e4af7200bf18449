"""A preview without the Pulumi CLI: the program runs under the SDK's own test monitor, in this process."""
