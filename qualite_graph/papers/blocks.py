"""Parts that several papers share: an answer of the catalogue as a table, facts under their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualite_graph.messages import number_text
from qualite_graph.naming import Name
from qualite_graph.papers.content import Block, Cell, Grid, Missing, Statement, cell
from qualite_graph.papers.reader import Asked, Reader
from qualite_graph.telling import Sentence, tell


def answered(
    reader: Reader, question: str, widths: Sequence[float] = (), **parameters: str
) -> Iterator[Block]:
    """Yield a question of the catalogue, how many lines answer it, and these lines as a table."""
    asked = reader.ask(question, **parameters)
    yield counted(reader, asked)
    if asked.rows:
        yield table(reader, asked, widths)


def counted(reader: Reader, asked: Asked) -> Statement:
    """Return the question in words with the number of lines that answer it."""
    title = asked.answer.question.title(reader.lang, dict(asked.given))
    return Statement(reader.tally("answered", asked.count, question=title), asked.source)


def table(reader: Reader, asked: Asked, widths: Sequence[float] = ()) -> Grid:
    """Return the rows of an answer as a table; what is not filled in stays marked as such."""
    columns = asked.answer.question.columns
    return Grid(
        tuple(column.heading(reader.lang) for column in columns),
        tuple(tuple(stated(reader, text, quiet=True) for text in row) for row in asked.rows),
        tuple(widths) or (1.0,) * len(columns),
        asked.source,
        small=len(columns) > 4,
    )


def facts(reader: Reader, pairs: Iterable[tuple[str, str | Cell]], source: int | None) -> Grid:
    """Return facts under their names, what is not filled in marked."""
    rows = tuple(
        (cell(name, "head"), value if isinstance(value, Cell) else stated(reader, value))
        for name, value in pairs
    )
    return Grid((), rows, (1, 3), source)


def stated(reader: Reader, value: str, *, quiet: bool = False) -> Cell:
    """Return a value as a cell, or that nobody filled it in."""
    if value:
        return cell(value)
    return cell("–", "quiet") if quiet else cell(reader.text("not_filled"), "warn")


def named_in(reader: Reader, sentences: Iterable[Sentence]) -> Mapping[str, Name]:
    """Return the names of all that some sentences of an analysis speak of."""
    return reader.names({iri for sentence in sentences for iri in sentence.iris()})


def told(
    reader: Reader, sentences: Iterable[Sentence], named: Mapping[str, Name], source: int
) -> tuple[Statement, ...]:
    """Return the sentences of an analysis as every face says them."""
    return tuple(Statement(tell(sentence, reader.lang, named), source) for sentence in sentences)


def number(reader: Reader, count: int) -> str:
    """Write a count as the language does."""
    return number_text(str(count), reader.lang)


def missing_or(
    reader: Reader, found: Sequence[Block], key: str, source: int | None = None
) -> tuple[Block, ...]:
    """Return some parts, or the sentence that says what is missing when there are none."""
    return tuple(found) or (Missing(reader.text(f"missing.{key}"), source),)
