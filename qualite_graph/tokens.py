"""Who may what: tokens kept as digests in a file, and the right that each gives over organisations."""

from __future__ import annotations

import base64
import binascii
import datetime
import functools
import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from qualite_graph.errors import InputError, NotFoundError, RightError, StoreError
from qualite_graph.locking import alone
from qualite_graph.settings import LOOPBACK, setting, tokens_file
from qualite_graph.store import Dataset
from qualite_graph.store.base import everything

Scope = Literal["read", "write"]

SCOPES: Final[tuple[Scope, ...]] = ("read", "write")
_MARK: Final = "qg"
_SECRET_BYTES: Final = 32  # 256 bits drawn at random: a plain digest is enough, no guessing reaches it


@dataclass(frozen=True, slots=True)
class Token:
    """One token as it is kept: what it opens, and the digest of its secret, never the secret itself."""

    id: str
    scope: Scope
    organisations: tuple[str, ...]
    """The organisations it opens, sorted; none named: every one."""
    created: str
    digest: str

    @property
    def right(self) -> Right:
        """Return what the bearer may do."""
        named = frozenset(self.organisations) or None
        return Right(named, named if self.scope == "write" else frozenset(), bearer=self.id)


@dataclass(frozen=True, slots=True)
class Right:
    """Which organisations a request may read and write, by slug; `None` stands for every one.

    Public knowledge is always readable and never writable. With `scratch` the whole dataset, its default
    graph included, may be read and written without history: for a store kept for trials alone.
    """

    reads: frozenset[str] | None = None
    writes: frozenset[str] | None = frozenset()
    scratch: bool = False
    bearer: str | None = None
    """The identifier of the token, which the journal names; None without one."""

    def visible(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return those organisations that may be read, in the order given."""
        return tuple([slug for slug in slugs if self.reads is None or slug in self.reads])

    def check_read(self, slug: str) -> str:
        """Return the organisation's slug if the request may read it.

        Raises:
            NotFoundError: it may not; the answer does not tell whether the organisation exists.
        """
        if self.reads is not None and slug not in self.reads:
            known = ", ".join(sorted(self.reads))
            raise NotFoundError("unknown_organisation", organisation=slug, known=known or "–")
        return slug

    def check_write(self, slug: str) -> str:
        """Return the organisation's slug if the request may change it.

        Raises:
            NotFoundError: it may not even read it.
            RightError: it may read it alone.
        """
        self.check_read(slug)
        if self.writes is not None and slug not in self.writes:
            raise RightError("write_refused", organisation=slug)
        return slug

    def dataset(self, slug: str | None) -> Dataset:
        """Return what a query about one organisation is given: public knowledge and that one.

        Raises:
            NotFoundError: the organisation may not be read.
        """
        return everything(None if slug is None else self.check_read(slug))


_EVERYTHING: Final = Right()
_NOTHING: Final = Right(frozenset())


def tokens() -> tuple[Token, ...]:
    """Return the tokens there are, oldest first.

    Raises:
        StoreError: the file cannot be read.
    """
    path = tokens_file()
    try:
        status = os.stat(path)  # noqa: PTH116 -- half as long
    except FileNotFoundError:  # most often so, and each request asks
        return ()
    except OSError as error:
        raise _unreadable(path, error) from error
    with _readable(path):
        return _read_once(path, (status.st_mtime_ns, status.st_ino, status.st_size))
    return ()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say what is wrong with the file; one that is missing holds nothing."""
    try:
        yield
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> StoreError:
    return StoreError("tokens_unreadable", file=path, reason=error)


@functools.lru_cache(maxsize=1)
def _read_once(path: Path, state: tuple[int, int, int]) -> tuple[Token, ...]:
    del state  # the file as it is now
    return _read(path)


def _read(path: Path) -> tuple[Token, ...]:
    kept = json.loads(path.read_text("utf-8"))["tokens"]
    return tuple([Token(**{**row, "organisations": tuple(row["organisations"])}) for row in kept])


def create(scope: str, organisations: Iterable[str] = ()) -> tuple[Token, str]:
    """Make a token; return it with its secret, which is shown once and kept nowhere.

    Raises:
        InputError: there is no such scope.
        StoreError: the file cannot be read or written.
    """
    if scope not in SCOPES:
        raise InputError("unknown_scope", scope=scope, known=", ".join(SCOPES))
    identifier = secrets.token_hex(4)
    secret = f"{_MARK}_{identifier}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    token = Token(
        identifier,
        scope,
        tuple(sorted(set(organisations))),
        datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        _digest(secret),
    )
    with _changing() as known:
        _write([*known, token])
    return token, secret


def revoke(identifier: str) -> Token:
    """Take a token away: its bearer is refused from the next request on.

    Raises:
        NotFoundError: there is no such token.
        StoreError: the file cannot be read or written.
    """
    with _changing() as known:
        found = next((token for token in known if token.id == identifier), None)
        if found is None:
            names = ", ".join(token.id for token in known)
            raise NotFoundError("unknown_token", token=identifier, known=names or "–")
        _write([token for token in known if token is not found])
    return found


def right_of_secret(secret: str) -> Right:
    """Return what the bearer of a secret may do.

    Raises:
        RightError: no token has this secret.
        StoreError: the file cannot be read.
    """
    digest = _digest(secret)
    # Every digest is compared, each in constant time: the answer's delay says nothing of the secret.
    found = [token for token in tokens() if hmac.compare_digest(token.digest, digest)]
    if not found:
        raise RightError("token_unknown")
    return found[0].right


def right_without_token(*, local: bool) -> Right:
    """Return what may be done without a token by a program of this machine, or by another one.

    While there is no token, programs of this machine read everything; from the first token on, organisations
    are read with a token that opens them. From elsewhere nothing is read without one.

    Raises:
        RightError: the request comes from elsewhere.
        StoreError: the file of tokens cannot be read.
    """
    if not local:
        raise RightError("token_missing")
    return _NOTHING if tokens() else _EVERYTHING


def secret_of(header: str) -> str:
    """Return the secret that an Authorization header bears: after Bearer, or as the password of Basic.

    Raises:
        RightError: what it bears cannot be read.
    """
    scheme, _, rest = header.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        raise RightError("token_unknown") from None


def check_address(address: str | None = None) -> None:
    """Refuse to listen beyond this machine while there is no token.

    Raises:
        InputError: the address is reached from elsewhere and nobody was given a token.
        StoreError: the file of tokens cannot be read.
    """
    chosen = address or setting("address")
    if chosen not in LOOPBACK and not tokens():
        raise InputError("address_without_token", address=chosen)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@contextmanager
def _changing() -> Iterator[tuple[Token, ...]]:
    """Give the tokens as they are while nobody else changes them: none comes back revoked."""
    path = tokens_file()
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(path.parent))
        except OSError as error:
            raise StoreError("tokens_unwritable", file=path, reason=error) from error
        known: tuple[Token, ...] = ()
        with _readable(path):
            known = _read(path)
        yield known


def _write(kept: list[Token]) -> None:
    path = tokens_file()
    rows = [
        {
            "id": token.id,
            "scope": token.scope,
            "organisations": list(token.organisations),
            "created": token.created,
            "digest": token.digest,
        }
        for token in kept
    ]
    try:
        # Readable by its owner alone from its first byte, whole at every instant, under a name nobody has.
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
        with os.fdopen(number, "w") as file:
            json.dump({"tokens": rows}, file, indent=1)
        Path(beside).replace(path)
    except OSError as error:
        raise StoreError("tokens_unwritable", file=path, reason=error) from error
