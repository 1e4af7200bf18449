import pytest
from container_tls import tls_policies

PREFIX = "ELBSecurityPolicy-"


@pytest.mark.parametrize(
    ("listeners", "backend"),
    [
        ([], "2016-08"),
        (["2016-08"], "2016-08"),
        (["FS-1-2-Res-2020-10", "TLS-1-2-2017-01"], "2016-08"),
        (["TLS13-1-2-2021-06"], "TLS13-1-0-2021-06"),
        (["2016-08", "TLS13-1-3-2021-06"], "TLS13-1-0-2021-06"),
        (["TLS13-1-2-Res-PQ-2025-09"], "TLS13-1-0-PQ-2025-09"),
        (["TLS13-1-2-2021-06", "TLS13-1-3-PQ-2025-09"], "TLS13-1-0-PQ-2025-09"),
        (["TLS13-1-2-Res-FIPS-2023-04"], "TLS13-1-0-FIPS-2023-04"),
        (["TLS13-1-2-Res-FIPS-PQ-2025-09"], "TLS13-1-0-FIPS-PQ-2025-09"),
        (["TLS13-1-2-FIPS-2023-04", "TLS13-1-2-PQ-2025-09"], "TLS13-1-0-FIPS-2023-04"),
        (["TLS13-1-3-RFC9151-FIPS-2023-07"], "TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07"),
        (["TLS13-1-2-FIPS-PQ-2025-09", "TLS13-1-2-RFC9151-FIPS-2023-07"], "TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07"),
        (["TLS13-1-2-Res-FIPS-PQ-2031-01"], "TLS13-1-0-FIPS-PQ-2025-09"),
        (["TLS13-1-3-RFC9151-FIPS-2031-01"], "TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07"),
    ],
)
def test_backend_policy(listeners: list[str], backend: str) -> None:
    assert tls_policies.backend_policy(PREFIX + name for name in listeners) == PREFIX + backend


def test_backend_policies_are_in_the_table() -> None:
    for listener in ("TLS13-1-3-RFC9151-FIPS-2023-07", "TLS13-1-3-FIPS-PQ-2025-09", "TLS13-1-3-PQ-2025-09", "2016-08"):
        assert tls_policies.known(tls_policies.backend_policy([PREFIX + listener]))


def test_a_name_offers_tls13_exactly_if_it_says_so() -> None:
    for name in tls_policies.names():
        assert tls_policies.offers_tls13(name) == name.startswith(f"{PREFIX}TLS13-")


def test_versions() -> None:
    assert tls_policies.min_version(f"{PREFIX}TLS13-1-3-2021-06") == "1.3"
    assert tls_policies.min_version(tls_policies.recommended()) == "1.2"
    assert tls_policies.min_version(tls_policies.default()) == "1.0"
    assert "FIPS" in tls_policies.recommended(fips=True)


def test_a_newer_name_is_accepted() -> None:
    policy = tls_policies.policy(f"{PREFIX}TLS13-1-3-PQ-2031-01")
    assert policy.offers_tls13
    assert policy.min_version is None
    assert policy.families == {"pq"}
    assert not tls_policies.known(policy.name)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("ELBSecurityPolicy-TLS-1-2-2017-02", "ELBSecurityPolicy-TLS-1-2-2017-01"),
        ("TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
        ("elbsecuritypolicy-2016-08", "ELBSecurityPolicy-2016-08"),
        ("nonsense", tls_policies.recommended()),
    ],
)
def test_any_other_name_is_refused(name: str, near: str) -> None:
    with pytest.raises(ValueError, match=near) as raised:
        tls_policies.policy(name)
    assert name in str(raised.value)
