"""Pulumi components for TLS paths to containers on AWS."""
