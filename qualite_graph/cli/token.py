"""The command `token`: gives, lists and takes away the rights of other programs on the service."""

from __future__ import annotations

import sys

from qualite_graph import tokens
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.table import Grid, show
from qualite_graph.writing import check_slug

ACTIONS = ("create", "list", "revoke")


def run(
    context: Context, action: str, identifier: str | None, scope: str | None, organisations: list[str]
) -> int:
    """Create, list or revoke tokens.

    Raises:
        UsageError: there is no such action, or a token to revoke is not named.
        QualiteGraphError: the scope, the slug or the token does not exist, or the file cannot be used.
    """
    if action == "create":
        return _create(context, scope or "read", organisations)
    if action == "list":
        return _list(context)
    if action != "revoke":
        raise UsageError("unknown_choice", option="token", value=action, choices=", ".join(ACTIONS))
    if identifier is None:
        raise UsageError("token_not_named")
    tokens.revoke(identifier)
    print(context.text("cli.token.revoked", token=identifier))
    return 0


def _create(context: Context, scope: str, organisations: list[str]) -> int:
    token, secret = tokens.create(scope, [check_slug(slug) for slug in organisations])
    print(secret, flush=True)
    print(context.text("cli.token.created", token=token.id), file=sys.stderr)
    return 0


def _list(context: Context) -> int:
    rows = [
        [
            token.id,
            context.text(f"cli.token.allows.{token.scope}"),
            ", ".join(token.organisations) or context.text("cli.token.every"),
            token.created[:10],
        ]
        for token in tokens.tokens()
    ]
    headings = [
        context.text(f"cli.token.heading.{key}") for key in ("token", "scope", "organisations", "created")
    ]
    caption = "" if rows else context.text("cli.token.none")
    show(Grid(context.text("cli.token.title"), headings, rows, caption))
    return 0
