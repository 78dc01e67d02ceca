"""The house stands: floors import only lower floors, and no face imports another face."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import qualite_graph

PACKAGE = Path(qualite_graph.__file__).parent
FLOORS = (
    {
        "errors",
        "settings",
        "messages",
        "resources",
        "headers",
        "vocabulary",
        "folding",
        "formulas",
        "progress",
        "kept",
        "local",
        "locking",
        "__init__",
    },
    {"questions"},
    {"store"},
    {
        "exchange",
        "rules",
        "naming",
        "knowledge",
        "writing",
        "changes",
        "history",
        "shelf",
        "rederivation",
        "validation",
        "saved_views",
        "tokens",
        "workers",
    },
    {
        "analysis",
        "asking",
        "rehearsal",
        "understanding",
        "mentions",
        "journal",
        "past",
        "spelling",
        "spreadsheet",
        "telling",
        "plain",
        "editing",
    },
    {"workspace", "intake", "views", "insights", "map_views", "assurance", "editable", "serving", "narrowed"},
    {"papers", "publication"},
    {"http", "ui", "cli", "assistants"},
    {"__main__"},
)
FLOOR = {unit: number for number, units in enumerate(FLOORS) for unit in units}
FACES = FLOORS[-2]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def unit_of(path: Path) -> str:
    """Return the module or package of the first level that holds a file."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path, text: str | None = None) -> Iterator[tuple[int, str]]:
    """Yield the line and the unit of every import of our own, wherever it stands in the file."""
    inside = ("qualite_graph", *path.relative_to(PACKAGE).with_suffix("").parts)[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8") if text is None else text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = inside[: len(inside) - node.level + 1] if node.level else ()
            origin = ".".join([*base, *([node.module] if node.module else [])])
            # `from qualite_graph import naming` imports a unit; `from qualite_graph.naming import Name` too.
            names = [f"{origin}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            head, *rest = name.split(".")
            if head == "qualite_graph":
                yield node.lineno, rest[0] if rest and rest[0] in FLOOR else "__init__"


def breaches(path: Path, text: str | None = None) -> list[str]:
    own = unit_of(path)
    if own == "__init__":
        return []  # the front of the package names what lies above it, and imports it when first used
    found = []
    for line, unit in imported(path, text):
        if unit == own:
            continue
        if FLOOR[unit] > FLOOR[own]:
            found.append(f"{path.relative_to(PACKAGE)}:{line} reaches up to {unit}")
        elif own in FACES and unit in FACES:
            found.append(f"{path.relative_to(PACKAGE)}:{line} imports the face {unit}")
    return found


def test_every_module_has_a_floor() -> None:
    assert {unit_of(path) for path in modules()} <= set(FLOOR)


def test_floors_import_only_lower_floors() -> None:
    assert [breach for path in modules() for breach in breaches(path)] == []


def test_units_of_one_floor_do_not_import_each_other_in_a_circle() -> None:
    edges = {
        unit: {
            other
            for path in modules()
            if unit_of(path) == unit
            for _, other in imported(path)
            if other != unit and FLOOR[other] == FLOOR[unit] and "__init__" not in (unit, other)
        }
        for unit in FLOOR
    }
    while edges:
        free = {unit for unit, needs in edges.items() if not needs & set(edges)}
        assert free, f"circle among {sorted(edges)}"
        edges = {unit: needs for unit, needs in edges.items() if unit not in free}


@pytest.mark.parametrize(
    ("module", "text", "wrong"),
    [
        ("naming.py", "from qualite_graph import workspace", True),
        ("naming.py", "from qualite_graph.workspace import Workspace", True),
        ("naming.py", "import qualite_graph.workspace", True),
        ("naming.py", "if TYPE_CHECKING:\n    from qualite_graph.asking import Answer", True),
        ("naming.py", "def f():\n    from qualite_graph.cli import main", True),
        ("store/base.py", "from ..rules import why", True),
        ("cli/ask.py", "from qualite_graph.ui import showing", True),
        ("http/sparql.py", "from qualite_graph.cli import main", True),
        ("naming.py", "from qualite_graph.store import Store\nimport json", False),
        ("store/base.py", "from . import embedded\nfrom .. import vocabulary", False),
        ("cli/ask.py", "from qualite_graph.cli.table import show", False),
    ],
)
def test_the_test_itself_sees_a_breach(module: str, text: str, wrong: bool) -> None:
    assert bool(breaches(PACKAGE / module, text)) is wrong
