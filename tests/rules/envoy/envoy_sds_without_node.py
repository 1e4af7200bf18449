from tests.unknowns import unknown

from .parts import NODE, downstream, envoy, task, unknown_task

SINGLE_RESOURCE = True

SECRET = {"name": "server", "sds_config": {"path_config_source": {"path": "/etc/envoy/sds.json"}}}
BY_SDS = downstream({"tls_certificate_sds_secret_configs": [SECRET]})


def bad_id_alone() -> None:
    task(
        "web",  # violates
        envoy({**BY_SDS, "node": {"id": "web"}}),
    )


def bad_empty_cluster() -> None:
    task(
        "web",  # violates
        envoy({**BY_SDS, "node": {"id": "web", "cluster": ""}}),
    )


def clean_node() -> None:
    task("web", envoy(BY_SDS))


def clean_arguments_name_it() -> None:
    given = envoy({**BY_SDS, "node": {}})
    task("web", {**given, "command": [*given["command"], "--service-node", "web", "--service-cluster", "web"]})


def clean_perhaps_in_a_file() -> None:
    given = envoy({**BY_SDS, "node": {}})
    task("web", {**given, "command": ["-c", "/etc/envoy/envoy.yaml", *given["command"]]})


def clean_own_secret() -> None:
    own = {**downstream({"tls_certificate_sds_secret_configs": [{"name": "server"}]}), "node": {}}
    task("web", envoy(own))
    task("named", envoy({**own, "node": NODE}))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
