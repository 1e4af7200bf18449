from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress
from .controller_manages_custom_groups import ALB, release

SINGLE_RESOURCE = True


def bad_what_the_controller_does_not_read() -> None:
    found = {
        "[]": "empty",  # violates
        "[{}]": "empty-object",  # violates
        '[{"HTTPS": "443"}]': "text-as-port",  # violates
        '[{"https": 443}]': "small-letters",  # violates
        '[{"TLS": 443}]': "other-protocol",  # violates
        '[{"HTTPS": 0}]': "port-zero",  # violates
        '[{"HTTPS": 65536}]': "port-too-high",  # violates
        '{"HTTPS": 443}': "object",  # violates
        "443": "number",  # violates
        "[{'HTTPS': 443}]": "quotes",  # violates
    }
    for value, name in found.items():
        ingress(name, listen_ports=value)


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}listen-ports": "443"}}},
    )


def clean_lists() -> None:
    for index, value in enumerate(('[{"HTTP": 1}]', '[{"HTTP": 80, "HTTPS": 65535}]', '[{"HTTP":80},{"HTTPS":443}]')):
        ingress(f"shop-{index}", listen_ports=value)


def clean_not_stated() -> None:
    ingress("shop", scheme="internal")


def undecided_value_is_an_output() -> None:
    ingress("shop", listen_ports=unknown("ports"))
