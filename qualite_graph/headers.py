"""The banner of a `.rq` file: `# key: value` lines before the query."""

from __future__ import annotations


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Return the banner's keys and values, and the query below it.

    A banner line without a key continues nothing: it is a comment for the reader.

    >>> split_header("# id: Q1\\n# a remark\\nASK {}")
    ({'id': 'Q1'}, 'ASK {}')
    """
    header: dict[str, str] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            if line.strip():
                return header, "\n".join(lines[number:])
            continue
        key, colon, value = line[1:].partition(":")
        if colon and key.strip().isidentifier():
            header.setdefault(key.strip(), value.strip())
    return header, ""
