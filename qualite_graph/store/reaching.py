"""How the server that keeps the data is reached: its addresses, time and credentials, as the settings say."""

from __future__ import annotations

from urllib.parse import urlsplit

from qualite_graph.errors import InputError
from qualite_graph.settings import setting
from qualite_graph.store.connection import Credentials
from qualite_graph.store.dialect import Places
from qualite_graph.store.remote import RemoteStore


def from_settings(url: str) -> RemoteStore:
    """Reach the server at an address as the settings say.

    Raises:
        InputError: the address or the time allowed cannot be read.
        StoreError: see `RemoteStore`.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise InputError("bad_store", value=url)
    try:
        timeout = float(setting("store_timeout"))
    except ValueError:
        raise InputError("bad_timeout", value=setting("store_timeout")) from None
    credentials = Credentials(setting("store_user"), setting("store_password"), setting("store_token"))
    places = Places(url, setting("store_update"), setting("store_graphs"))
    return RemoteStore(places, credentials, timeout=timeout)
