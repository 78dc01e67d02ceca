"""Who asks over HTTP: the bearer of a token, or a program of this machine as far as none is needed."""

from __future__ import annotations

from typing import Final

from mcp.server.auth.middleware.auth_context import AuthContextMiddleware, get_access_token
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    AuthenticationError,
    BaseUser,
)
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from qualite_graph.errors import QualiteGraphError
from qualite_graph.local import is_local
from qualite_graph.narrowed import Narrowed
from qualite_graph.tokens import right_of_secret, right_without_token, secret_of
from qualite_graph.workspace import Workspace

_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="qualite-graph"'}


class _Bearers(AuthenticationBackend):
    """Reads the token of a request as the other services do."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, BaseUser] | None:
        """Return the bearer of the token, `None` for a program of this machine without one.

        Raises:
            AuthenticationError: a token is needed, or the one given is unknown.
        """
        try:
            secret = secret_of(conn.headers.get("authorization", ""))
            if not secret:
                right_without_token(local=is_local(conn.client.host if conn.client else None, conn.headers))
                return None
            bearer = right_of_secret(secret).bearer or ""
        except QualiteGraphError as error:
            raise AuthenticationError(error.message(self._lang)) from error
        # Named so that the SDK gives a session to nobody but the one who opened it.
        return AuthCredentials(), AuthenticatedUser(AccessToken(token=secret, client_id=bearer, scopes=[]))


def guarded(app: ASGIApp, lang: str) -> ASGIApp:
    """Return an application that asks of every request what `tokens` asks, and says so in `lang`."""
    return AuthenticationMiddleware(AuthContextMiddleware(app), _Bearers(lang), _refused)


def as_seen(workspace: Workspace) -> Workspace:
    """Return the workspace as the request under way may read it, by its token as it is now.

    Raises:
        RightError: its token was revoked meanwhile.
    """
    given = get_access_token()
    right = right_of_secret(given.token) if given else right_without_token(local=True)
    return workspace if right.reads is None else Narrowed(workspace, right.reads.__contains__)


def _refused(_: HTTPConnection, error: AuthenticationError) -> Response:
    return JSONResponse({"error": "invalid_token", "error_description": str(error)}, 401, _CHALLENGE)
