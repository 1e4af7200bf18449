"""Target groups: health checks, target types, who shares them."""
