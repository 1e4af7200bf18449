"""AWS Load Balancer Controller: security groups, annotations, Helm values, Gateway API."""
