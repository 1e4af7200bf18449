import json

import yaml

from tests.unknowns import unknown

from .parts import PRIVATE, PUBLIC, changed, envoy, socket, task, unknown_task, upstream

SINGLE_RESOURCE = True


def bad_names_without_authorities() -> None:
    context = {"validation_context": {"match_typed_subject_alt_names": [{"san_type": "DNS"}]}}
    task(
        "web",  # violates
        envoy(upstream(context)),
    )


def bad_whatever_it_gets() -> None:
    context = {"validation_context": {"trusted_ca": PUBLIC, "trust_chain_verification": "ACCEPT_UNTRUSTED"}}
    task(
        "web",  # violates
        envoy(upstream(context)),
    )


def bad_in_the_other_spelling() -> None:
    cluster = {"name": "payments", "transportSocket": socket("UpstreamTlsContext", {"commonTlsContext": {}})}
    task(
        "web",  # violates
        envoy({"staticResources": {"clusters": [cluster]}}),
    )


def bad_in_yaml() -> None:
    task(
        "web",  # violates
        envoy(yaml.safe_dump(upstream())),
    )


def bad_in_an_environment_variable() -> None:
    environment = [{"name": "CONFIGURATION", "value": json.dumps(upstream())}]
    task(
        "web",  # violates
        {"name": "proxy", "image": "acme/proxy:1", "environment": environment},
    )


def bad_in_a_here_document() -> None:
    script = f"cat > /tmp/envoy.yaml <<EOF\n{yaml.safe_dump(upstream())}EOF\nexec envoy -c /tmp/envoy.yaml"
    task(
        "web",  # violates
        envoy(entryPoint=["sh", "-c"], command=[script]),
    )


def bad_one_of_several_sockets() -> None:
    matches = [{"name": "tls", "transport_socket": socket("UpstreamTlsContext", {})}]
    good = upstream({"validation_context": {"trusted_ca": PUBLIC}})
    task(
        "web",  # violates
        envoy(changed(good, transport_socket_matches=matches)),
    )


def clean_authorities() -> None:
    for number, trusted in enumerate(({"trusted_ca": PUBLIC}, {"trusted_ca": PRIVATE}, {"system_root_certs": {}})):
        task(f"web-{number}", envoy(upstream({"validation_context": trusted})))


def clean_pinned_certificate() -> None:
    task("web", envoy(upstream({"validation_context": {"verify_certificate_hash": ["df6ff72fe9116521"]}})))


def clean_authorities_by_sds() -> None:
    secret = {"name": "authorities", "sds_config": {"path_config_source": {"path": "/etc/envoy/sds.json"}}}
    task("alone", envoy(upstream({"validation_context_sds_secret_config": secret})))
    combined = {"default_validation_context": {}, "validation_context_sds_secret_config": secret}
    task("combined", envoy(upstream({"combined_validation_context": combined})))


def clean_server_in_the_task() -> None:
    task("web", envoy(upstream(address="127.0.0.1")))


def clean_yaml_and_what_is_no_configuration() -> None:
    task("yaml", envoy("static_resources: {clusters: []}"))
    task("broken", envoy('{"static_resources": '))
    task("other", {"name": "proxy", "image": "acme/proxy:1", "command": ["--config-yaml"]})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
