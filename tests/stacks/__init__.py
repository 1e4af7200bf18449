"""Whole stacks in plain pulumi_aws: a clean Service Connect path, its mistakes, and stacks that only look guilty."""

from .twins import CLEAN, LOOKALIKES, MISTAKES, SPELLINGS, TWINS, UNDECIDED, Twin, decisive

__all__ = ["CLEAN", "LOOKALIKES", "MISTAKES", "SPELLINGS", "TWINS", "UNDECIDED", "Twin", "decisive"]
