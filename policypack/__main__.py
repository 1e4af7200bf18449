"""What the engine runs: `pulumi preview --policy-pack policypack`."""

import gc


def main() -> None:
    """Serves the pack. All that loading it makes stays, so that none of it is looked through for garbage."""
    gc.disable()
    from container_tls_policies.pack import start
    from container_tls_policies.rules import catalogue

    catalogue()
    gc.freeze()
    gc.enable()
    start()


main()
