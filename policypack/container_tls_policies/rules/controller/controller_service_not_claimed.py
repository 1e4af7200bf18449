"""A Service for the controller should say so where no webhook does it.

## What it does
Reports Services of type LoadBalancer with annotations that only the AWS Load Balancer Controller reads, but without
`loadBalancerClass`, where the stack installs the controller with `enableServiceMutatorWebhook: false`, and
`service.beta.kubernetes.io/aws-load-balancer-type` is not what the controller takes: `nlb-ip`, or `external` together
with `nlb-target-type`. Where it is `nlb`, `security-groups` is such an annotation too: the cloud provider of Kubernetes
reads it for Classic Load Balancers only.

## Why it is bad
With the webhook, the controller gives every new Service its class. Without it, the cloud provider of Kubernetes makes
the load balancer, and does not read these annotations: security groups and address ranges are not those of the program;
with `external`, nobody makes one.

## Example
```python
import pulumi

nlb = "service.beta.kubernetes.io/aws-load-balancer-"
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "enableServiceMutatorWebhook": False},
    },
)
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                f"{nlb}scheme": "internal",
                f"{nlb}security-groups": "sg-0123456789abcdef0",
            }
        },
        "spec": {"type": "LoadBalancer", "ports": [{"port": 443}]},
    },
)
```

## Use instead
The class of the controller.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",
    {
        "metadata": {
            "annotations": {
                f"{nlb}scheme": "internal",
                f"{nlb}security-groups": "sg-0123456789abcdef0",
            }
        },
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model import HelmChart, KubernetesService, agreeing_controllers, controller_annotations, service_prefix
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


webhook: Final = "enableServiceMutatorWebhook"
type_key: Final = f"{service_prefix}type"
target_key: Final = f"{service_prefix}nlb-target-type"


@rule(
    on=KubernetesService,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
        "https://github.com/kubernetes/cloud-provider-aws/blob/master/docs/nlb_security_groups.md",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3376",
        "https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/3605",
    ),
)
def check(service: KubernetesService) -> Iterator[Violation]:
    stated = service.annotation(type_key)
    groups = service.groups_key if stated == "nlb" and service.gives_list(service.groups_key) else None
    read = next((x.key for x in controller_annotations(service) if x.is_only_of_this_controller), groups)
    if service.is_patch or stated == "nlb-ip" or (stated != "external" and read is None):
        return
    if service.spec is None or service.spec.load_balancer_class or not service.is_load_balancer:
        return
    if stated == "external" and service.annotation(target_key) in ("ip", "instance"):
        return
    charts = agreeing_controllers(service, "spec.loadBalancerClass", webhook, _has_no_webhook)
    if charts:
        yield Violation(
            service,
            "spec.loadBalancerClass",
            f"{service.label} has {read or type_key} and no loadBalancerClass, and {charts[0].label} sets {webhook} to "
            "false.",
            "Nobody makes its load balancer."
            if stated == "external"
            else "The cloud provider of Kubernetes makes its load balancer, without what these annotations say.",
            'set spec.loadBalancerClass (spec["loadBalancerClass"]) to "service.k8s.aws/nlb".',
        )


def _has_no_webhook(chart: HelmChart) -> bool:
    return chart.value(webhook) is False
