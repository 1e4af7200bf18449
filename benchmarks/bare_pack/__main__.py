from pulumi_policy import (
    EnforcementLevel,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)


def validate_resource(args: ResourceValidationArgs, report: ReportViolation) -> None:
    if args.resource_type == "aws:s3/bucket:Bucket" and args.props.get("acl") == "public-read":
        report("The bucket is public.", None)


def validate_stack(args: StackValidationArgs, report: ReportViolation) -> None:
    if sum(resource.resource_type == "aws:s3/bucket:Bucket" for resource in args.resources) > 100:
        report("Too many buckets.", None)


policies = [
    ResourceValidationPolicy("resource", "One trivial resource policy.", validate_resource),
    StackValidationPolicy("stack", "One trivial stack policy.", validate_stack),
]

if __name__ == "__main__":
    PolicyPack("bare", policies, EnforcementLevel.MANDATORY)
