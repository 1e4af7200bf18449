"""Policy pack for TLS paths to containers on AWS."""
