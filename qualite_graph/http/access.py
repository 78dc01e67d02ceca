"""What a request may read and write: its token's right, or that of a program of this machine."""

from __future__ import annotations

import functools
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from qualite_graph.errors import InputError, RightError
from qualite_graph.local import FORWARDED, is_local, is_own_name
from qualite_graph.settings import LOOPBACK, setting
from qualite_graph.tokens import Right, right_of_secret, right_without_token, secret_of

SCRATCH: Final = "scratch"
REALM: Final = 'Bearer realm="qualite-graph"'
"""What `WWW-Authenticate` says of a 401."""

_TELLING: Final = frozenset({b"origin", b"host", b"sec-fetch-site", *[name.encode() for name in FORWARDED]})
"""The headers that tell where a request comes from: few differ, so that each is judged once."""


def right_of(request: HTTPConnection) -> Right:
    """Return the right of a request.

    A token comes as `Authorization: Bearer SECRET`, or as the password of Basic for clients that know
    nothing else. Without one, a program of this machine reads what no token guards; a page of another site
    in a browser of this machine gets nothing, nor does another name given to this machine (DNS rebinding).

    Raises:
        RightError: a token is needed, or the one given is unknown.
        InputError: a page of another site asks.
    """
    if setting("writing") == SCRATCH and setting("address") in LOOPBACK:
        _refuse_strangers(request)
        return Right(writes=None, scratch=True)
    if secret := secret_of(_said(request, b"authorization")):
        return right_of_secret(secret)
    return right_without_token(local=_refuse_strangers(request).local)


class _Origin(NamedTuple):
    """Where a request comes from: a page of another site, a program of this machine."""

    foreign: bool
    local: bool


def _refuse_strangers(request: HTTPConnection) -> _Origin:
    """Return where a request comes from, unless it is another site's page, or another name of this one."""
    told = tuple([(name, said) for name, said in request.scope["headers"] if name in _TELLING])
    client = request.scope.get("client")
    origin = _origin(told, client[0] if client else None, setting("address"), setting("origins"))
    if origin.foreign:
        raise InputError("foreign_page")
    return origin


def _said(request: HTTPConnection, wanted: bytes) -> str:
    """Return what a header says; most requests do not have it, and need no reading of all the others."""
    return next((said.decode("latin-1") for name, said in request.scope["headers"] if name == wanted), "")


@functools.lru_cache(maxsize=128)
def _origin(told: tuple[tuple[bytes, bytes], ...], client: str | None, address: str, origins: str) -> _Origin:
    del origins  # as it is now
    headers = Headers(raw=list(told))
    return _Origin(_is_foreign(headers, address), is_local(client, headers))


def _is_foreign(headers: Headers, address: str) -> bool:
    origin, host = headers.get("origin", ""), headers.get("host", "")
    if is_invited(origin):
        return False
    # Older browsers say where a page is from by Origin alone; "null" is one that hides it.
    own_page = not origin or urlsplit(origin).netloc.lower() == host.lower()
    own_name = address not in LOOPBACK or is_own_name(host)
    return headers.get("sec-fetch-site") == "cross-site" or not own_page or not own_name


def is_invited(origin: str) -> bool:
    """Tell whether the setting `origins` lets the pages of a site ask."""
    invited = setting("origins").split() if origin else []
    return "*" in invited or origin in invited


def status_of(error: RightError) -> int:
    """Return 401 when a token would help, 403 when the one given does not suffice."""
    return 401 if error.key in ("token_missing", "token_unknown") else 403
