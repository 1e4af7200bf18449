"""How a proxy ends TLS."""

from enum import StrEnum

from .._tasks import TlsVersion

MIN_PROTOCOL_VERSION = {TlsVersion.TLS_1_2: "TLSV1_2", TlsVersion.TLS_1_3: "TLSV1_3"}


class IstioServerTlsMode(StrEnum):
    """Whether a proxy that ends TLS asks clients for certificates."""

    SIMPLE = "SIMPLE"
    MUTUAL = "MUTUAL"
    OPTIONAL_MUTUAL = "OPTIONAL_MUTUAL"
