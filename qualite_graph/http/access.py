"""What a request may read and write: its token's right, or that of a program of this machine."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from qualite_graph.errors import InputError, RightError
from qualite_graph.local import is_local, is_own_name
from qualite_graph.settings import LOOPBACK, setting
from qualite_graph.tokens import Right, right_of_secret, right_without_token, secret_of

SCRATCH: Final = "scratch"
REALM: Final = 'Bearer realm="qualite-graph"'
"""What `WWW-Authenticate` says of a 401."""


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
        refuse_strangers(request)
        return Right(writes=None, scratch=True)
    if secret := secret_of(request.headers.get("authorization", "")):
        return right_of_secret(secret)
    refuse_strangers(request)
    return right_without_token(
        local=is_local(request.client.host if request.client else None, request.headers)
    )


def refuse_strangers(request: HTTPConnection) -> None:
    """Refuse a page of another site, and a name of another site given to this machine (DNS rebinding).

    Raises:
        InputError: it is one of these.
    """
    origin = request.headers.get("origin", "")
    if is_invited(origin):
        return
    host = request.headers.get("host", "")
    own_name = setting("address") not in LOOPBACK or is_own_name(host)
    # Older browsers say where a page is from by Origin alone; "null" is one that hides it.
    own_page = not origin or urlsplit(origin).netloc.lower() == host.lower()
    if request.headers.get("sec-fetch-site") == "cross-site" or not own_page or not own_name:
        raise InputError("foreign_page")


def is_invited(origin: str) -> bool:
    """Tell whether the setting `origins` lets the pages of a site ask."""
    invited = setting("origins").split() if origin else []
    return "*" in invited or origin in invited


def status_of(error: RightError) -> int:
    """Return 401 when a token would help, 403 when the one given does not suffice."""
    return 401 if error.key in ("token_missing", "token_unknown") else 403
