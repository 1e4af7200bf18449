"""Listeners: protocols, certificates, security policies, redirects."""
