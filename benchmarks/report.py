"""The written report: what was measured, how, on what machine, and which targets are missed."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.measure import Figure

LIBRARIES = (
    "pyoxigraph",
    "networkx",
    "rustworkx",
    "igraph",
    "rdflib",
    "python-calamine",
    "typer",
    "owlrl",
    "pyshacl",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How long the measures may take."""

    quick: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that was promised, and what was measured."""

    promise: str
    measured: str
    met: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One measure: its title, how it was taken, its table, its targets."""

    title: str
    how: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    targets: Sequence[Target] = field(default_factory=tuple)
    load: float = field(default_factory=lambda: os.getloadavg()[2])
    """The machine's load over the last quarter of an hour, when the measure was over."""


def keep(section: Section, file: Path) -> None:
    """Write a section to a file, for a page that is measured piece by piece."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(section), ensure_ascii=False, indent=1), "utf-8")


def kept(file: Path) -> Section:
    """Read a section that `keep` wrote."""
    fields = json.loads(file.read_text("utf-8"))
    return Section(**{**fields, "targets": [Target(**target) for target in fields["targets"]]})


def at_least(promise: str, measured: float, limit: float) -> Target:
    """Return the target of a ratio that should be great."""
    return Target(promise, f"{measured:,.0f} ×".replace(",", " "), measured >= limit)


def at_most(promise: str, measured: float, limit: float, unit: str = "×") -> Target:
    """Return the target of a figure that should be small."""
    return Target(promise, f"{measured:.2f} {unit}", measured <= limit)


def duration(seconds: float) -> str:
    """Write seconds in the unit that reads best.

    >>> duration(0.01234), duration(12.34), duration(0.0001)
    ('12.3 ms', '12.3 s', '0.1 ms')
    """
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1000:.3g} ms"


def spread(figure: Figure) -> str:
    """Write the least and the greatest time, and the number of runs."""
    return f"{duration(min(figure.seconds))} – {duration(max(figure.seconds))} ({len(figure.seconds)})"


def memory(figure: Figure) -> str:
    """Write the peak memory, and what of it was there before the first run."""
    return f"{figure.peak_megabytes:.0f} MB ({figure.idle_megabytes:.0f})"


def write(sections: Sequence[Section], settings: Settings) -> str:
    """Return the report in Markdown."""
    parts = ["# Measurements", "", *_introduction(settings), ""]
    targets = [target for section in sections for target in section.targets]
    if targets:
        parts += [
            "## Targets",
            "",
            *_table(["target", "measured", ""], [_verdict(each) for each in targets]),
            "",
        ]
    for section in sections:
        parts += [f"## {section.title}", "", section.how.strip(), ""]
        parts += [f"Load when this was measured: {section.load:.1f} on {os.cpu_count()} cores.", ""]
        parts += [*_table(section.headings, section.rows), ""]
    return "\n".join(parts)


def _introduction(settings: Settings) -> list[str]:
    cores, gigabytes = os.cpu_count() or 0, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    return [
        f"Written by `make bench` (`python -m benchmarks{' --quick' if settings.quick else ''}"
        f"{' --large' if settings.large else ''}`).",
        f"Machine: {cores} cores, {gigabytes:.0f} GB of memory, {platform.system()},"
        f" Python {platform.python_version()}; {versions}.",
        "",
        "Sides of a comparison run turn by turn, each in a process of its own, on a fresh state made before"
        " the clock starts; they must give the same answer before they are timed. Times are medians; the"
        " range and, in brackets, the number of runs stand beside them. Memory is the peak of the process, in"
        " brackets what it had reached before the first run. Organisations are synthetic, the same for every"
        " run: 5 flows and 42 statements per process.",
    ]


def _verdict(target: Target) -> list[str]:
    return [target.promise, target.measured, "met" if target.met else "**missed**"]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    aligned = ["---"] + ["---:"] * (len(headings) - 1)
    return ["| " + " | ".join(cells) + " |" for cells in (headings, aligned, *rows)]
