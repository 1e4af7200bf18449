"""AWS Load Balancer Controller."""
