"""How many resources of each type components create: in their examples, and in the main modes of those with several."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from container_tls import EcsService

from tests.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pulumi

    Created = Mapping[str, Counter[str]]

_ACCOUNT: Final = "us-east-1:123456789012"
_CONFIG: Final = {"aws:region": "us-east-1"}
_LISTENER: Final = {
    "arn": f"arn:aws:elasticloadbalancing:{_ACCOUNT}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2",
    "security_group_id": "sg-0a1b2c3d4e5f60718",
}
_NETWORK_LISTENER: Final = {
    "load_balancer_arn": f"arn:aws:elasticloadbalancing:{_ACCOUNT}:loadbalancer/net/edge/50dc6c495c0c9188",
    "security_group_id": "sg-0a1b2c3d4e5f60718",
    "port": 443,
}
_SERVER: Final = {"security_group_id": "sg-0f1e2d3c4b5a69788", "port": 8080}
_TLS: Final = {
    "certificate_authority_arn": f"arn:aws:acm-pca:{_ACCOUNT}:certificate-authority/a1b2c3d4",
    "role_arn": "arn:aws:iam::123456789012:role/ecs-tls",
    "secrets_deny_policy_arn": "arn:aws:iam::123456789012:policy/deny-private-keys",
}
_SERVICE: Final[dict[str, Any]] = {
    "cluster_arn": f"arn:aws:ecs:{_ACCOUNT}:cluster/shop",
    "vpc_id": "vpc-0a1b2c3d4e5f60718",
    "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
    "container": {"image": "orders:1", "cpu": 256, "memory": 512, "port": 8080},
}
_BEHIND_ALB: Final = {"listener": _LISTENER, "priority": 10, "path_patterns": ["/*"]}

_SERVICE_MODES: Final[dict[str, dict[str, Any]]] = {
    "alone": {},
    "Service Connect client": {"service_connect": {}},
    "Service Connect client, one service in `connects_to`": {
        "service_connect": {},
        "connects_to": {"billing": _SERVER},
    },
    "Service Connect server with TLS": {"service_connect": {"server": {}, "tls": _TLS}},
    "behind an Application Load Balancer": {"load_balancer": _BEHIND_ALB},
    "behind an Application Load Balancer, through the proxy of Service Connect with TLS": {
        "load_balancer": {**_BEHIND_ALB, "ingress_mode": "through-proxy"},
        "service_connect": {"server": {}, "tls": _TLS},
    },
    "behind a Network Load Balancer": {"network_load_balancer": {"listener": _NETWORK_LISTENER}},
    "behind a Network Load Balancer, in bridge mode": {
        "network_load_balancer": {"listener": _NETWORK_LISTENER},
        "launch_type": "EC2",
        "network_mode": "bridge",
        "subnet_ids": None,
    },
}


def example_of(component: type[pulumi.ComponentResource]) -> str:
    """The program in the documentation of a component."""
    (program,) = re.findall(r"```python\n(.*?)```", inspect.getdoc(component) or "", re.DOTALL)
    return str(program)


def in_example(component: type[pulumi.ComponentResource]) -> Created:
    """What the component creates in the example of its documentation, by its name there."""
    source = compile(example_of(component), component.__name__, "exec")
    return _created(component, lambda: exec(source, {"__name__": "__main__"}))


def in_modes(component: type[pulumi.ComponentResource]) -> Created:
    """What it creates in its main modes, if it has several."""
    if component is not EcsService:
        return {}
    return {
        mode: _created(component, program)["orders"]
        for mode, program in zip(_SERVICE_MODES, service_modes(), strict=True)
    }


def service_modes() -> list[Callable[[], object]]:
    """A program for each main mode of a service."""
    return [_service({**_SERVICE, **changes}) for changes in _SERVICE_MODES.values()]


def _service(args: Any) -> Callable[[], object]:
    return lambda: EcsService("orders", args)


def _created(component: type[pulumi.ComponentResource], program: Callable[[], object]) -> Created:
    def run() -> None:
        program()

    resources = recorded(run, _CONFIG).resources
    parents = {request.urn: request.options.parent for request in resources}
    return {
        request.name: Counter(
            _python_name(found.type)
            for found in resources
            if not found.type.startswith("container-tls:") and _is_inside(found.urn, request.urn, parents)
        )
        for request in sorted(resources, key=lambda request: request.name)
        if request.type == f"container-tls:index:{component.__name__}"
    }


def _is_inside(urn: str, component: str, parents: Mapping[str, str]) -> bool:
    while urn := parents.get(urn, ""):
        if urn == component:
            return True
    return False


def _python_name(token: str) -> str:
    """`aws.ec2.SecurityGroup` for `aws:ec2/securityGroup:SecurityGroup`."""
    package, module, name = token.split(":")
    module = module.removesuffix(f"/{name[0].lower()}{name[1:]}").replace("/", ".")
    return f"{package}.{module}.{name}"
