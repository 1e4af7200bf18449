from tests.unknowns import unknown

from .parts import PRIVATE, PUBLIC, SAN, downstream, envoy, task, unknown_task, upstream

SINGLE_RESOURCE = True

FILES = {"certificate_chain": {"filename": "/etc/envoy/web.pem"}, "private_key": {"filename": "/etc/envoy/web.key"}}


def bad_client_certificate() -> None:
    task(
        "web",  # violates
        envoy(upstream({"tls_certificates": [FILES]})),
    )


def bad_own_secrets() -> None:
    task(
        "web",  # violates
        envoy({"static_resources": {"secrets": [{"name": "server", "tls_certificate": FILES}]}}),
    )


def clean_environment_variables() -> None:
    variables = {"certificate_chain": {"environment_variable": "A"}, "private_key": {"environment_variable": "B"}}
    task("web", envoy(downstream({"tls_certificates": [variables]})))


def clean_sds() -> None:
    secret = {"name": "server", "sds_config": {"path_config_source": {"path": "/etc/envoy/sds.json"}}}
    task("web", envoy(downstream({"tls_certificate_sds_secret_configs": [secret]})))


def clean_authorities_of_the_image() -> None:
    task("web", envoy(upstream({"validation_context": {"trusted_ca": PUBLIC, "match_typed_subject_alt_names": SAN}})))
    task("own", envoy(upstream({"validation_context": {"trusted_ca": PRIVATE}})))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
