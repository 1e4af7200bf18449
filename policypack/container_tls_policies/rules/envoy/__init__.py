"""Envoy beside an application in an ECS task."""
