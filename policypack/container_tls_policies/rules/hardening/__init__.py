"""Hardening: what general scanners ask for."""
