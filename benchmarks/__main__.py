"""Takes the measures, all or some, and writes `docs/benchmarks.md`; a quick run is only shown."""

from __future__ import annotations

import argparse
import sys

from benchmarks import (
    derivation,
    example,
    exchange,
    growth,
    maps,
    papers,
    questions,
    referee,
    startup,
    structure,
)
from benchmarks.measure import ROOT
from benchmarks.pages import server, views
from benchmarks.report import Settings, keep, kept, write
from benchmarks.service import speed

MEASURES = {
    "startup": startup.measure,
    "questions": questions.measure,
    "example": example.measure,
    "growth": growth.measure,
    "structure": structure.measure,
    "derivation": derivation.measure,
    "exchange": exchange.measure,
    "maps": maps.measure,
    "views": views.measure,
    "server": server.measure,
    "papers": papers.measure,
    "service": speed.measure,
    "referee": referee.measure,
}
LONG = frozenset({"referee"})
"""Taken with `--large`, or when named."""

PAGE = ROOT / "docs" / "benchmarks.md"
KEPT = ROOT / "build" / "benchmarks"
"""The sections as last measured, so that one can be taken again without the others."""


def main() -> None:
    """Read the options, take the measures one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, few runs; the page is not written")
    parser.add_argument("--large", action="store_true", help="also 100 000 processes, and the referee")
    parser.add_argument(
        "--only", choices=MEASURES, action="append", help="these measures; the others stay as last taken"
    )
    options = parser.parse_args()
    settings = Settings(options.quick, options.large)
    sections = {}
    for name, measure in MEASURES.items():
        if name in options.only if options.only else options.large or name not in LONG:
            print(f"{name} …", file=sys.stderr, flush=True)
            sections[name] = measure(settings)
            if not options.quick:
                keep(sections[name], KEPT / f"{name}.json")
    if not options.quick:
        files = {name: KEPT / f"{name}.json" for name in MEASURES}
        sections = {name: kept(file) for name, file in files.items() if file.exists()}
    page = write(list(sections.values()), settings)
    print(page)
    if not options.quick:
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
