from tests.unknowns import unknown

from .parts import PRIVATE, PUBLIC, SAN, changed, envoy, task, unknown_task, upstream

SINGLE_RESOURCE = True


def bad_system_roots() -> None:
    task(
        "web",  # violates
        envoy(upstream({"validation_context": {"system_root_certs": {}}})),
    )


def bad_other_distribution() -> None:
    bundle = {"filename": "/etc/pki/tls/certs/ca-bundle.crt"}
    context = {"validation_context": {"trusted_ca": bundle, "match_typed_subject_alt_names": []}}
    task(
        "web",  # violates
        envoy(upstream(context)),
    )


def clean_names() -> None:
    task("web", envoy(upstream({"validation_context": {"trusted_ca": PUBLIC, "match_typed_subject_alt_names": SAN}})))


def clean_names_beside_delivered_authorities() -> None:
    secret = {"name": "authorities", "sds_config": {"path_config_source": {"path": "/etc/envoy/sds.json"}}}
    combined = {"default_validation_context": {}, "validation_context_sds_secret_config": secret}
    task("web", envoy(upstream({"combined_validation_context": combined})))


def clean_automatic() -> None:
    options = {"upstream_http_protocol_options": {"auto_sni": True, "auto_san_validation": True}}
    given = upstream({"validation_context": {"trusted_ca": PUBLIC}})
    task("old", envoy(changed(given, **options)))
    task("new", envoy(changed(given, typed_extension_protocol_options={"envoy.extensions.upstreams.http": options})))


def clean_private_authority() -> None:
    task("web", envoy(upstream({"validation_context": {"trusted_ca": PRIVATE}})))


def clean_in_the_task() -> None:
    task("web", envoy(upstream({"validation_context": {"trusted_ca": PUBLIC}}, address="127.0.0.1")))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
