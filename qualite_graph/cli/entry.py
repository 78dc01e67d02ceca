"""The way into the program: the language first, then the command, then any fault as one sentence."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Final

from qualite_graph.cli.context import PROGRAM, REFUSED, UsageError, language_of, take_apart
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages, use_language

_INTERRUPTED: Final = 130
_BROKEN_PIPE: Final = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code: 0, or 2 with one sentence on stderr when it is refused."""
    given = list(sys.argv[1:] if argv is None else argv)
    lang = language_of(given)
    use_language(lang)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without accents is no reason to fail
    try:
        code = _run(given)
        sys.stdout.flush()
    except UsageError as fault:
        return _refuse(fault.message(lang))
    except QualiteGraphError as error:
        return _refuse(error.message(lang))
    except BrokenPipeError:
        # The reader (`head`, a pager) has gone: say nothing more, not even when Python closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        from qualite_graph.cli.reasons import reason  # noqa: PLC0415

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _refuse(messages(lang).text("cli.fault.system", reason=reason(error)))
    return code


def _run(argv: Sequence[str]) -> int:
    from qualite_graph.cli.front import COMMANDS, front_page  # noqa: PLC0415 -- faults need none of it

    line = take_apart(argv)
    if line.version:
        from qualite_graph import __version__  # noqa: PLC0415

        print(f"{PROGRAM} {__version__}")
        return 0
    if line.command in (None, "help"):
        print(front_page(line.context))
        return 0
    if line.command not in COMMANDS:
        raise _unknown(line.command or "", COMMANDS)
    from qualite_graph.cli.commands import run  # noqa: PLC0415 -- Typer, which the front page does without

    return run(line)


def _unknown(word: str, known: Sequence[str]) -> UsageError:
    from difflib import get_close_matches  # noqa: PLC0415

    if word.startswith("-"):
        return UsageError("unknown_option", option=word, command=PROGRAM)
    close = get_close_matches(word, known, 1)
    if close:
        return UsageError("mistyped_command", command=word, suggestion=close[0])
    return UsageError("unknown_command", command=word, known=", ".join(known))


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED
