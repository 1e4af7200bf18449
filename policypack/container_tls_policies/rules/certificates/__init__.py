"""Certificates of load balancers: validation, names, keys."""
