"""The map as a Mermaid flowchart, for wikis and Markdown pages that draw it where it stands."""

from __future__ import annotations

import re
from typing import Final

from qualite_graph.exchange.writing.chart import COLOURS, Chart, Link, Node, clean, safe_id

_SPECIAL = re.compile(r"[\"#<>&`\\|\[\]{}%$]|:(?=\S)")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_FEEDBACK: Final = frozenset({"feedback", "customer_feedback"})


def mermaid(chart: Chart, lang: str) -> bytes:
    """Return the map as a flowchart from top to bottom, a box for each family; feedback is dotted."""
    lines = ["flowchart TB"]
    groups = [(group, chart.groups[group].of(lang)) for group in chart.groups]
    for node in chart.members("customer"):
        lines.append(f"  {_node(node, lang)}")
    for number, (group, title) in enumerate(groups):
        members = chart.members(group)
        if members:
            lines += [f'  subgraph family{number}["{escape(title)}"]', "    direction LR"]
            lines += [f"    {_node(node, lang)}" for node in members]
            lines.append("  end")
    for node in chart.members("provider"):
        lines.append(f"  {_node(node, lang)}")
    ids = {node.name.iri: safe_id(node.key) for node in chart.nodes}
    lines += [f"  {ids[link.supplier]} {_arrow(link, lang)} {ids[link.customer]}" for link in chart.links]
    classes = {group: f"family{number}" for number, (group, _) in enumerate(groups)}
    classes |= {"customer": "customer", "provider": "provider"}
    for group, name in classes.items():
        members = chart.members(group)
        if members:
            colour = COLOURS.get(group, COLOURS["other"])
            lines.append(f"  classDef {name}Box fill:#ffffff,stroke:{colour},stroke-width:2px,color:#1b2733")
            lines.append(f"  class {','.join(safe_id(node.key) for node in members)} {name}Box")
    return ("\n".join(lines) + "\n").encode()


def escape(text: str) -> str:
    """Return a text that stands between quotes in Mermaid and reads as itself.

    Besides quotes and entities, Mermaid reacts anywhere to Markdown, formulas, directives and style lines.

    >>> escape('a "b" #1')
    'a #34;b#34; #35;1'
    """
    coded = _SPECIAL.sub(lambda match: f"#{ord(match.group()):d};", clean(text))
    return _BREAK.sub("<br/>", coded)


def _node(node: Node, lang: str) -> str:
    opening, closing = ("(", ")") if node.is_process else ("[", "]")
    return f'{safe_id(node.key)}{opening}"{escape(node.name.full(lang))}"{closing}'


def _arrow(link: Link, lang: str) -> str:
    arrow = "-.->" if link.kind in _FEEDBACK else "-->"
    label = escape(link.label(lang))
    return f'{arrow}|"{label}"|' if label.strip() else arrow
