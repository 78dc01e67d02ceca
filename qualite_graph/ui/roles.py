"""Who may do what once people sign in: a file that gives each address a role in each organisation."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from qualite_graph.errors import InputError
from qualite_graph.settings import data_directory, setting

Role = Literal["reader", "editor", "administrator"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""The roles, each of which may do what those before it may."""

EVERY: Final = "*"
"""In place of an organisation's slug: every organisation, those to come included."""

_FILE: Final = "roles.toml"


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one person by slug, `*` for every organisation; empty: this person may see none."""

    by_slug: Mapping[str, Role]

    def role(self, slug: str) -> Role | None:
        """Return the role in an organisation: its own, else that of every one."""
        return self.by_slug.get(slug) or self.by_slug.get(EVERY)

    def may(self, wanted: Role, slug: str) -> bool:
        """Tell whether the role in an organisation is `wanted` or above.

        >>> Roles({"a": "editor", "*": "reader"}).may("editor", "b")
        False
        """
        role = self.role(slug)
        return role is not None and ROLES.index(role) >= ROLES.index(wanted)

    def may_somewhere(self, wanted: Role) -> bool:
        """Tell whether the role in one organisation at least is `wanted` or above."""
        return any(self.may(wanted, slug) for slug in self.by_slug)


def roles_file() -> Path:
    """Return the file of the roles: the one set, else `roles.toml` in the data directory."""
    chosen = setting("roles")
    return Path(chosen).expanduser() if chosen else data_directory() / _FILE


def roles_of(email: str, path: Path) -> Roles:
    """Return the roles that the file gives to an address, in whatever case it is written; none is no error.

    Raises:
        InputError: the file is missing, cannot be read, or gives something that is no role.
    """
    try:
        now = path.stat()
        people = _people(path, now.st_mtime_ns, now.st_size)
    except FileNotFoundError:
        raise InputError("roles_missing", file=path) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("roles_unreadable", file=path, reason=error) from error
    return people.get(email.casefold(), Roles({}))


@functools.lru_cache(maxsize=4)
def _people(path: Path, _written: int, _size: int) -> Mapping[str, Roles]:
    """Return the roles of everybody by address; a page asks several times a run, the file is read once."""
    table = tomllib.loads(path.read_text("utf-8"))
    return {who.casefold(): _read(who, given, path) for who, given in table.items()}


def _read(who: str, given: object, path: Path) -> Roles:
    """Return what one address is given; the whole file is read, so that a slip is told to whoever comes."""
    if not isinstance(given, dict):
        raise InputError("roles_of_whom", file=path, who=who)
    for slug, role in given.items():
        if role not in ROLES:
            raise InputError(
                "unknown_role", file=path, who=who, organisation=slug, role=role, known=", ".join(ROLES)
            )
    return Roles(dict(given))
