"""Reads XML as a stream of events with line numbers, and refuses what makes XML dangerous.

The standard library's expat is driven directly: no tree is built, so memory is bounded by the deepest
branch, and every declaration of an entity, internal or external, stops the reading before it can expand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final
from xml.parsers import expat

from qualite_graph.errors import InputError

MOST_XML: Final = 256 * 1024 * 1024
"""Bytes an XML model may have. The largest published ArchiMate and BPMN models have a few tens of MB."""

MOST_DEPTH: Final = 200
"""Elements that may stand one inside another. Models with nested diagrams stay under 40."""

MOST_TEXT: Final = 1024 * 1024
"""Characters kept of one element's text. Texts beyond are pictures or scripts, which no map needs."""

_CHUNK: Final = 64 * 1024
_SHORT: Final = {
    "http://www.w3.org/2001/XMLSchema-instance\ntype": "xsi:type",
    "http://www.w3.org/XML/1998/namespace\nlang": "xml:lang",
}


@dataclass(frozen=True, slots=True)
class Start:
    """The opening of an element: names without prefix; attributes of other namespaces are left out.

    `xsi:type` and `xml:lang` are kept under those names, since every format gives them a meaning.
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class End:
    """The closing of an element, with the text that stood directly in it, blanks reduced."""

    name: str
    text: str


def xml_events(stream: IO[bytes], file: str) -> Iterator[Start | End]:
    """Yield the openings and closings of an XML document in order.

    Raises:
        InputError: the document is not well formed, declares entities, is too large or too deep; the
            message names the line where there is one.
    """
    parser = _Parser(file)
    read = 0
    while True:
        chunk = stream.read(_CHUNK)
        read += len(chunk)
        if read > MOST_XML:
            raise InputError("xml_too_large", file=file, most=MOST_XML // 2**20)
        yield from parser.feed(chunk)
        if not chunk:
            return


def root_of(stream: IO[bytes], file: str) -> Start:
    """Return the opening of a document's root element.

    Raises:
        InputError: the document cannot be read that far.
    """
    for event in xml_events(stream, file):
        if isinstance(event, Start):
            return event
    raise InputError("xml_unreadable", file=file, line=1, column=1, reason="–")


def _is_kept(key: str) -> bool:
    return "\n" not in key or key in _SHORT


class _Parser:
    """Turns expat's calls into a list of events, emptied after each chunk."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.events: list[Start | End] = []
        self.texts: list[list[str]] = []
        self.sizes: list[int] = []
        parser = self.parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.EntityDeclHandler = self.refuse
        parser.UnparsedEntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = self.refuse

    def feed(self, chunk: bytes) -> list[Start | End]:
        self.events = []
        try:
            self.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            place = {"line": error.lineno, "column": error.offset + 1}
            reason = expat.ErrorString(error.code)
            raise InputError("xml_unreadable", file=self.file, reason=reason, **place) from error
        except (ValueError, LookupError) as error:  # an encoding that Python or expat does not have
            line = self.parser.CurrentLineNumber
            raise InputError(
                "xml_unreadable", file=self.file, line=line, column=1, reason=str(error)
            ) from error
        return self.events

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.texts) >= MOST_DEPTH:
            line = self.parser.CurrentLineNumber
            raise InputError("xml_too_deep", file=self.file, line=line, most=MOST_DEPTH)
        namespace, _, local = name.rpartition("\n")
        plain = {_SHORT.get(key, key): value for key, value in attributes.items() if _is_kept(key)}
        self.events.append(Start(namespace, local, plain, self.parser.CurrentLineNumber))
        self.texts.append([])
        self.sizes.append(0)

    def end(self, name: str) -> None:
        text = "".join(self.texts.pop())
        self.sizes.pop()
        self.events.append(End(name.rpartition("\n")[2], " ".join(text.split())))

    def text(self, data: str) -> None:
        room = MOST_TEXT - self.sizes[-1]
        if room > 0:
            self.texts[-1].append(data[:room])
            self.sizes[-1] += min(len(data), room)

    def refuse(self, *_: object) -> int:
        raise InputError("xml_entities", file=self.file, line=self.parser.CurrentLineNumber)
