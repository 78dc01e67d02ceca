"""Takes the measures and writes `docs/benchmarks.md`; a quick or partial run is only shown."""

from __future__ import annotations

import argparse
import sys

from benchmarks import derivation, example, exchange, growth, maps, papers, questions, startup, structure
from benchmarks.measure import ROOT
from benchmarks.report import Settings, write

MEASURES = {
    "startup": startup.measure,
    "questions": questions.measure,
    "example": example.measure,
    "growth": growth.measure,
    "structure": structure.measure,
    "derivation": derivation.measure,
    "exchange": exchange.measure,
    "maps": maps.measure,
    "papers": papers.measure,
}
PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> None:
    """Read the options, take the measures one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, few runs; the page is not written")
    parser.add_argument("--large", action="store_true", help="also 100 000 processes (a quarter of an hour)")
    parser.add_argument(
        "--only", choices=MEASURES, action="append", help="these measures; nothing is written"
    )
    options = parser.parse_args()
    settings = Settings(options.quick, options.large)
    sections = []
    for name, measure in MEASURES.items():
        if not options.only or name in options.only:
            print(f"{name} …", file=sys.stderr, flush=True)
            sections.append(measure(settings))
    page = write(sections, settings)
    print(page)
    if not (options.quick or options.only):
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
