"""The documentation as a folder that any web server can show: pages, data, catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.messages import LANGUAGES
from qualite_graph.publication.addresses import address_of, described
from qualite_graph.publication.catalogue import dataset_description
from qualite_graph.publication.documentation import documentation
from qualite_graph.vocabulary import BASE
from qualite_graph.workspace import Workspace

_DATA: Final = (("turtle", "ttl"), ("jsonld", "jsonld"), ("rdfxml", "rdf"))


def write_documentation(workspace: Workspace, folder: Path) -> tuple[Path, ...]:
    """Write the pages in both languages, the vocabulary in three formats and its catalogue.

    Raises:
        InputError: the folder cannot be written.
    """
    contents: dict[str, bytes] = {
        f"index.{lang}.html": documentation(workspace, lang, standalone=True).encode() for lang in LANGUAGES
    }
    contents["index.html"] = contents[f"index.{LANGUAGES[0]}.html"]
    for format_name, extension in _DATA:
        whole = described(workspace, address_of("/ontology"))
        if whole is not None:
            contents[f"ontology.{extension}"] = whole.serialize(format_name)
    contents["catalogue.ttl"] = dataset_description(workspace, BASE.rstrip("/"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise InputError("folder_unwritable", folder=folder, reason=error.strerror or error) from error
    return tuple(folder / name for name in contents)
