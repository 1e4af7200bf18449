from tests.unknowns import unknown

from .parts import envoy, task, unknown_task

SINGLE_RESOURCE = True


def bad_copied_image() -> None:
    task(
        "web",  # violates
        envoy(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/aws-appmesh-envoy@sha256:" + "0" * 64),
    )


def bad_renamed_image() -> None:
    variables = [{"name": "APPMESH_VIRTUAL_NODE_NAME", "value": "mesh/shop/virtualNode/web"}]
    task(
        "web",  # violates
        {"name": "proxy", "image": "acme/proxy:1", "environment": variables},
    )


def clean_own_configuration() -> None:
    variables = [{"name": "ENVOY_CONFIG_FILE", "value": "/etc/envoy/envoy.yaml"}]
    task("web", envoy(image="public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.12.1-prod", environment=variables))


def clean_other_images() -> None:
    task("web", envoy(), {"name": "demo", "image": "acme/aws-appmesh-envoy-demo:1"})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
