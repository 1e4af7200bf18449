"""ECS services: load balancers, network, deployments."""
