"""Requests to a SPARQL server: one deadline each, retries that cannot write twice, three ways to sign in."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProtocolError

from qualite_graph.errors import QuerySyntaxError, StoreError, StoreTimeoutError

_BUSY: Final = frozenset({429, 502, 503, 504})
_PAUSES: Final = (0.1, 0.3, 0.9)  # seconds before each new attempt
_PART: Final = 1 << 16
_CHALLENGE: Final = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_SPOKEN: Final = 300  # how many characters of a server's own words an error repeats


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signs requests in: a bearer token, or a name and password for whichever way the server asks."""

    user: str = ""
    password: str = field(default="", repr=False)
    bearer: str = field(default="", repr=False)


ANONYMOUS: Final = Credentials()


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer, read whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Return its media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Connection:
    """Kept-alive connections to one server; safe to share between threads."""

    def __init__(self, credentials: Credentials, timeout: float) -> None:
        """Keep what signs in, and the time that one exchange may take, in seconds."""
        self._credentials = credentials
        self._timeout = timeout
        self._pool = urllib3.PoolManager(maxsize=32, retries=False, cert_reqs="CERT_REQUIRED")
        self._challenge: dict[str, str] | None = None
        self._nonce_count = 0

    def send(
        self, method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str], repeatable: bool
    ) -> Reply:
        """Send one request and return the whole answer, whatever its status.

        What is `repeatable` is sent again, after a pause, when the server is busy or the line breaks;
        anything else only when it cannot have reached the server.

        Raises:
            StoreTimeoutError: the answer is not whole within the time allowed.
            StoreError: the server cannot be reached.
        """
        deadline = time.monotonic() + self._timeout
        for pause in (*_PAUSES, None):
            try:
                reply = self._signed(method, url, body, headers, deadline)
            except (HTTPError, OSError) as error:
                if time.monotonic() >= deadline:
                    raise self._too_late(url) from error
                sent = not isinstance(error, NewConnectionError | ConnectTimeoutError)
                if pause is None or (sent and not repeatable):
                    raise StoreError("store_unreachable", url=_public(url), reason=_plain(error)) from error
            else:
                if pause is None or reply.status not in _BUSY or not repeatable:
                    return reply
            time.sleep(max(0.0, min(pause, deadline - time.monotonic())))
        raise AssertionError("the last attempt returns or raises")

    def _signed(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], deadline: float
    ) -> Reply:
        reply = self._exchange(method, url, body, {**headers, **self._authorization(method, url)}, deadline)
        if reply.status == 401 and self._credentials.user:
            challenge = _digest_challenge(reply)
            if challenge is None and self._challenge is None:
                # Virtuoso says how it wants to be signed in to only to who has not tried another way.
                challenge = _digest_challenge(self._exchange(method, url, body, headers, deadline))
            if challenge is not None and challenge != self._challenge:
                self._challenge, self._nonce_count = challenge, 0
                signed = {**headers, **self._authorization(method, url)}
                return self._exchange(method, url, body, signed, deadline)
        return reply

    def _exchange(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], deadline: float
    ) -> Reply:
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._too_late(url)
        response = self._pool.request(
            method,
            url,
            body=body or None,
            headers={"User-Agent": "qualite-graph", "Accept-Encoding": "gzip", **headers},
            preload_content=False,
            redirect=False,
            timeout=urllib3.Timeout(connect=min(left, 5.0), read=left),
        )
        parts = []
        try:
            # A server may send a little now and then for ever: each part is weighed against the deadline.
            while part := response.read1(_PART, decode_content=True):
                parts.append(part)
                left = deadline - time.monotonic()
                if left <= 0:
                    response.close()
                    raise self._too_late(url)
                line = response.connection
                if isinstance(line, HTTPConnection) and line.sock is not None:
                    line.sock.settimeout(left)
        finally:
            response.release_conn()
        return Reply(response.status, {k.lower(): v for k, v in response.headers.items()}, b"".join(parts))

    def _too_late(self, url: str) -> StoreTimeoutError:
        return StoreTimeoutError("store_too_slow", url=_public(url), seconds=f"{self._timeout:g}")

    def _authorization(self, method: str, url: str) -> dict[str, str]:
        known = self._credentials
        if known.bearer:
            return {"Authorization": f"Bearer {known.bearer}"}
        if not known.user:
            return {}
        if self._challenge is None:
            pair = base64.b64encode(f"{known.user}:{known.password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        self._nonce_count += 1
        return {"Authorization": digest(known, self._challenge, method, url, self._nonce_count)}


def digest(credentials: Credentials, challenge: Mapping[str, str], method: str, url: str, count: int) -> str:
    """Return the value of the Authorization header that answers a Digest challenge.

    Source of the method: RFC 7616; `auth` alone, MD5 (which Virtuoso asks for) or SHA-256.
    """
    algorithm = challenge.get("algorithm", "MD5").upper()

    def hashed(text: str) -> str:
        name = "sha256" if algorithm.startswith("SHA-256") else "md5"
        return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()

    parts = urlsplit(url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    nonce, own, number = challenge["nonce"], _own_nonce(), f"{count:08x}"
    secret = hashed(f"{credentials.user}:{challenge.get('realm', '')}:{credentials.password}")
    asked = hashed(f"{method}:{target}")
    quoted = {
        "username": credentials.user,
        "realm": challenge.get("realm", ""),
        "nonce": nonce,
        "uri": target,
    }
    bare: dict[str, str] = {"algorithm": algorithm}
    if "auth" in challenge.get("qop", "").replace(" ", "").split(","):
        quoted |= {"response": hashed(f"{secret}:{nonce}:{number}:{own}:auth:{asked}"), "cnonce": own}
        bare |= {"qop": "auth", "nc": number}
    else:
        quoted["response"] = hashed(f"{secret}:{nonce}:{asked}")
    if "opaque" in challenge:
        quoted["opaque"] = challenge["opaque"]
    written = [f'{name}="{value}"' for name, value in quoted.items()]
    return "Digest " + ", ".join([*written, *[f"{name}={value}" for name, value in bare.items()]])


def _own_nonce() -> str:
    return os.urandom(8).hex()


def checked(reply: Reply, url: str) -> Reply:
    """Return a reply that is a success.

    Raises:
        QuerySyntaxError: the server does not read the query.
        StoreError: it refuses to sign in, or fails.
    """
    if 200 <= reply.status < 300:
        return reply
    words = " ".join(reply.body.decode("utf-8", "replace").split())[:_SPOKEN] or "–"
    if reply.status == 400:
        raise QuerySyntaxError(words, 1, 1)
    key = "store_denied" if reply.status in (401, 403) else "store_failed"
    raise StoreError(key, url=_public(url), status=reply.status, reason=words)


def _digest_challenge(reply: Reply) -> dict[str, str] | None:
    scheme, _, rest = reply.headers.get("www-authenticate", "").partition(" ")
    if scheme.lower() != "digest":
        return None
    found = {name.lower(): quoted or bare for name, quoted, bare in _CHALLENGE.findall(rest)}
    return found if "nonce" in found else None


def _public(url: str) -> str:
    """Return an address without a name or a password that may stand in it."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _plain(error: HTTPError | OSError) -> str:
    if isinstance(error, ProtocolError):
        return str(error.args[-1])
    reason = str(error).rpartition(": ")[2]
    return reason or type(error).__name__
