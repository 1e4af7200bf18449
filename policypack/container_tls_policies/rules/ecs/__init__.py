"""ECS services and their target groups."""
