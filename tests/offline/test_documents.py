"""Documents given as objects, which the provider keeps as text."""

from __future__ import annotations

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls_policies.testing import ProgramError, run_preview

from tests.recorded import records_of

TRUST: Any = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ecs.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": 3600}},
        }
    ],
}


def test_objects_become_text() -> None:
    seen: list[str] = []

    def program() -> None:
        role = aws.iam.Role("role", assume_role_policy=TRUST)
        role.assume_role_policy.apply(seen.append)
        aws.iam.Policy("policy", policy=TRUST).policy.apply(seen.append)
        aws.iam.RolePolicy("inline", role=role.name, policy=TRUST).policy.apply(seen.append)
        aws.ecr.RepositoryPolicy("images", repository="images", policy=TRUST).policy.apply(seen.append)
        rules: Any = [{"rulePriority": 1, "action": {"type": "expire"}, "selection": {"tagStatus": "any"}}]
        aws.ecr.LifecyclePolicy("old", repository="images", policy={"rules": rules})

    assert len(run_preview(program).resources) == 5
    assert [json.loads(text) for text in seen] == [TRUST] * 4
    assert '"aws:MultiFactorAuthAge": 3600}' in seen[0]


def test_text_and_secrets_stay_what_they_are() -> None:
    documents: list[Any] = []
    secret: list[Any] = []

    def program() -> None:
        text = aws.iam.Role("text", assume_role_policy=pulumi.Output.secret(json.dumps(TRUST)))
        given = aws.iam.Role("object", assume_role_policy=pulumi.Output.secret(TRUST))
        for role in (text, given):
            pulumi.Output.unsecret(role.assume_role_policy).apply(documents.append)
            is_secret: Any = role.assume_role_policy.is_secret()
            pulumi.Output.from_input(is_secret).apply(secret.append)

    run_preview(program)
    assert [json.loads(document) for document in documents] == [TRUST, TRUST]
    assert secret == [True, True]


def test_unknown_inside_makes_all_of_it_unknown() -> None:
    seen: list[Any] = []

    def program() -> None:
        trusted = aws.iam.Role("trusted", assume_role_policy=json.dumps(TRUST))
        trust: Any = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": trusted.arn}, "Action": "sts:AssumeRole"}]}
        aws.iam.Role("role", assume_role_policy=trust).assume_role_policy.apply(seen.append)

    assert len(run_preview(program).resources) == 2
    assert seen == []


def test_other_objects_stay() -> None:
    def program() -> None:
        aws.lb.TargetGroup("web", health_check={"path": "/"}, tags={"a": "b"})

    (group,) = (record for record in records_of(program) if record.name == "web")
    assert group.inputs["healthCheck"] == {"path": "/"}
    assert group.inputs["tags"] == {"a": "b"}


def test_object_for_what_is_text_alone_is_a_mistake() -> None:
    definition: Any = {"name": "web"}
    with pytest.raises(ProgramError, match="container_definitions"):
        run_preview(lambda: None or aws.ecs.TaskDefinition("web", family="web", container_definitions=definition))  # type: ignore[arg-type]
