"""Why the system refused a file or a port, in the user's language where the reason is a common one."""

from __future__ import annotations

import errno

from qualite_graph.messages import current_language, messages


def reason(error: OSError) -> str:
    """Return the reason of a system error in the language in force, else as the system words it."""
    key = f"cli.reason.{errno.errorcode.get(error.errno or 0, '')}"
    return messages(current_language()).texts.get(key) or error.strerror or str(error)
