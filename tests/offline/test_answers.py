"""Answers to function calls."""

from __future__ import annotations

import json

import pulumi_aws as aws
from container_tls_policies.testing import Answers, run_preview


def test_policy_document_is_computed() -> None:
    seen: list[str] = []

    def program() -> None:
        document = aws.iam.get_policy_document(
            statements=[
                {
                    "sid": "Ecs",
                    "actions": ["sts:AssumeRole"],
                    "principals": [{"type": "Service", "identifiers": ["ecs.amazonaws.com"]}],
                    "conditions": [{"test": "StringEquals", "variable": "aws:SourceAccount", "values": ["1"]}],
                },
                aws.iam.GetPolicyDocumentStatementArgs(
                    effect="Deny",
                    not_actions=["s3:*"],
                    resources=["*"],
                    principals=[aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="*", identifiers=["*"])],
                ),
            ]
        )
        seen.append(document.json)

    assert run_preview(program).warnings == ()
    assert json.loads(seen[0]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Sid": "Ecs",
                "Action": ["sts:AssumeRole"],
                "Principal": {"Service": ["ecs.amazonaws.com"]},
                "Condition": {"StringEquals": {"aws:SourceAccount": ["1"]}},
            },
            {"Effect": "Deny", "NotAction": ["s3:*"], "Resource": ["*"], "Principal": "*"},
        ],
    }


def test_answers_of_the_user_come_first() -> None:
    seen: list[str] = []
    answers = Answers(functions={"aws:index/getRegion:getRegion": {"region": "eu-west-1"}})

    run_preview(lambda: seen.append(aws.get_region().region), answers=answers)
    run_preview(lambda: seen.append(aws.get_region().region))
    assert seen == ["eu-west-1", "us-east-1"]
