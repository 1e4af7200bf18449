"""Every rule on programs: the two of its documentation, and the cases of the file that mirrors the rule's."""
