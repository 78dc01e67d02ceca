"""Where the ontology's files are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import functools
from pathlib import Path


@functools.cache
def ontology_directory() -> Path:
    """Return the folder of modules, reference knowledge, rules, questions and examples."""
    package = Path(__file__).parent
    packed = package / "ontology"
    return packed if packed.is_dir() else package.parent / "ontology"


def example_workbook() -> Path:
    """Return the path of the example organisation's workbook."""
    return ontology_directory() / "examples" / "coffralp.xlsx"
