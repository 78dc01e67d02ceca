"""One tree of errors, each saying what is wrong, where and what to do, in the reader's language."""

from __future__ import annotations

from qualite_graph.messages import current_language, messages


class QualiteGraphError(Exception):
    """Base of every error a face shows: a key of the catalogue's `errors` table and its details.

    The text is written when it is read, so that one error can be shown in both languages.
    """

    def __init__(self, key: str, **details: object) -> None:
        """Keep the catalogue key (without its `errors.` prefix) and the values its text names."""
        super().__init__(key)
        self.key = key
        self.details = details

    def message(self, lang: str | None = None) -> str:
        """Return the sentence in `lang` (`fr` or `en`); without it, in the language in force."""
        return messages(lang or current_language()).text(f"errors.{self.key}", **self.details)

    def __str__(self) -> str:
        """Return the sentence in the language in force."""
        return self.message()


class InputError(QualiteGraphError):
    """A file, value or parameter given by the user cannot be used."""


class NotFoundError(InputError):
    """Something named by the user does not exist: question, organisation, process, file."""


class RightError(InputError):
    """Who asks has no right to what is asked."""


class QuerySyntaxError(InputError):
    """A SPARQL text does not parse; `line` and `column` count from 1."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        """Keep the engine's reason with the place it names."""
        super().__init__("query_syntax", reason=reason, line=line, column=column)
        self.line = line
        self.column = column


class StoreError(QualiteGraphError):
    """The store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process writes the data directory."""


class StoreTimeoutError(StoreError):
    """A remote store takes longer than one exchange may last."""


class StoreTooNewError(StoreError):
    """The data directory was written by a newer version of the product."""


class LimitError(QualiteGraphError):
    """A query, a result or a body goes beyond what one request may cost, or too many are running."""


class EvaluationError(QualiteGraphError):
    """The engine read a query or an update and could not run it."""
