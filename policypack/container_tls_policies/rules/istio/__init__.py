"""Istio: TLS ended at gateways and in sidecars, started to hosts outside, and between pods."""
