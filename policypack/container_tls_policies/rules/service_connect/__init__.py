"""Service Connect: endpoints, proxies, TLS between services."""
