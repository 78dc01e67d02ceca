"""Which requests come from this machine: by their address, by what they forward, by the name they ask for."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from qualite_graph.settings import LOOPBACK, setting

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def is_local(client: str | None, headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from a program of this machine, to a service that listens here alone.

    Behind a reverse proxy every client seems to be of this machine: what it forwards is from elsewhere. So is
    what asks for another name than this machine's own: a page of another site may point its name here.
    """
    if setting("address") not in LOOPBACK or any(name in headers for name in FORWARDED):
        return False
    if not is_own_name(headers.get("host", "")):
        return False
    try:
        return client is not None and ipaddress.ip_address(client).is_loopback
    except ValueError:
        return False


def is_own_name(host: str) -> bool:
    """Tell whether a Host header names this machine as the service that listens here alone is reached.

    >>> is_own_name("localhost:8501"), is_own_name("[::1]"), is_own_name("attacker.example:8501")
    (True, True, False)
    """
    try:
        named = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return not host or named in LOOPBACK | {setting("address")}
