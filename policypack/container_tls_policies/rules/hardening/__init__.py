"""Hardening."""
