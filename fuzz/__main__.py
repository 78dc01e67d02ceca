"""Fuzzes one group of readers: `python -m fuzz TARGET [options of libFuzzer]`, or runs found cases again.

What a reader may do with any bytes: read them into statements that the store takes, or refuse them
with InputError.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["qualite_graph.exchange"]):
    from qualite_graph.exchange import read

import pyoxigraph as ox

from fuzz.seeds import SLUG, book_with, seeds
from qualite_graph.changes import canonical, document
from qualite_graph.errors import InputError

TARGETS = {
    "tables": {b"z": "xlsx", b"s": "xlsx", b"u": "xlsx", b"o": "ods", b"c": "csv"},
    "xml": {b"x": "xml", b"a": "archimate", b"b": "bpmn", b"r": "rdf"},
    "rdf": {b"t": "ttl", b"g": "trig", b"n": "nt", b"q": "nq", b"j": "jsonld", b"r": "rdf"},
}
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write the seeds into the corpus, then fuzz until the options or a fault say stop."""
    target, options = sys.argv[1], sys.argv[2:]
    kinds = TARGETS[target]
    letters = b"".join(kinds)
    corpus = ROOT / "build" / "fuzz" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    directory = Path(tempfile.mkdtemp(prefix="fuzz-"))

    def try_one(data: bytes) -> None:
        letter = data[:1] if data[:1] in kinds else letters[len(data) % len(letters) :][:1]
        content = data[1:]
        path = directory / f"input.{kinds[letter]}"
        path.write_bytes(book_with(letter, content) if target == "tables" and letter in b"suo" else content)
        try:
            reading = read(path, SLUG)
        except InputError as error:
            error.message("fr")
            return
        for problem in reading.problems:
            problem.message("fr")
        if not reading.blocking:
            text = document(canonical(reading.ntriples, "urn:g"))
            ox.Store().update(f"INSERT DATA {{ {text} }}")  # as a load writes it
            if b"_:" not in reading.ntriples:
                ox.Store().update(f"INSERT DATA {{ {reading.ntriples.decode()} }}")

    limits = ["-timeout=30", "-rss_limit_mb=3072", f"-artifact_prefix={corpus.parent}/found-{target}-"]
    found = any(not option.startswith("-") for option in options)  # named files are run, not mutated
    atheris.Setup([sys.argv[0], *limits, *options, *([] if found else [str(corpus)])], try_one)
    atheris.Fuzz()


main()
