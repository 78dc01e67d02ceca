"""The process that sets papers for `printing`: a job a line on its input, an answer a line on its output."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from qualite_graph.errors import QualiteGraphError
from qualite_graph.papers.look import Look, chosen_look
from qualite_graph.papers.printing import Job
from qualite_graph.papers.renderers import rendered


def main() -> int:
    """Set the papers of the standard input until it ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not mix with the answers
    look = chosen_look()
    for line in sys.stdin:
        failed = None
        try:
            _print(Job(**json.loads(line)), look)
        except QualiteGraphError as error:
            details = {name: str(value) for name, value in error.details.items()}
            failed = {"key": error.key, "details": details}
        print(json.dumps(failed), file=answers, flush=True)
    return 0


def _print(job: Job, look: Look) -> None:
    plain = json.loads(Path(job.paper).read_bytes())
    for name, content in rendered(plain, job.formats, look, apart=False):
        Path(job.folder, f"paper.{name}").write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
