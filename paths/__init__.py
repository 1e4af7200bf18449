"""The paths of the reference program: each module builds one, from the components."""
