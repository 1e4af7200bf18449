from tests.unknowns import unknown

from .parts import PRIVATE, downstream, envoy, task, unknown_task

SINGLE_RESOURCE = True

TRUSTED = {"validation_context": {"trusted_ca": PRIVATE}}
SECRET = {"name": "clients", "sds_config": {"path_config_source": {"path": "/etc/envoy/sds.json"}}}


def bad_authorities_by_sds() -> None:
    task(
        "web",  # violates
        envoy(downstream({"validation_context_sds_secret_config": SECRET})),
    )


def bad_combined() -> None:
    combined = {"default_validation_context": {}, "validation_context_sds_secret_config": SECRET}
    task(
        "web",  # violates
        envoy(downstream({"combined_validation_context": combined})),
    )


def clean_required() -> None:
    task("web", envoy(downstream(TRUSTED, require_client_certificate=True)))


def clean_optional_on_purpose() -> None:
    task("web", envoy(downstream(TRUSTED, require_client_certificate=False)))


def clean_without_client_certificates() -> None:
    task("web", envoy(downstream()))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
