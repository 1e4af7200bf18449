"""Load balancers: zones, client addresses, limits, PrivateLink."""
