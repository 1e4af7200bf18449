"""The reference program: one path to containers, chosen by the configuration value `path`."""

from importlib import import_module

import pulumi

# A path's module is imported only where it is chosen: those with Kubernetes need more than the others.
PATHS = {
    "service-connect": "paths.service_connect",
    "passthrough": "paths.passthrough",
    "sidecar": "paths.sidecar",
    "controller": "paths.controller",
    "mesh": "paths.mesh",
}


def main() -> None:
    """Build the chosen path."""
    config = pulumi.Config()
    path = config.get("path") or "service-connect"
    if path not in PATHS:
        raise pulumi.RunError(f"container-tls:path is {path!r}; it must be one of: {', '.join(PATHS)}")
    import_module(PATHS[path]).build(config)


main()
