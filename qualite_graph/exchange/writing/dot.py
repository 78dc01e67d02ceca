"""The map in the DOT language, which Graphviz lays out."""

from __future__ import annotations

from qualite_graph.exchange.writing.chart import COLOURS, Chart, Link, Node, clean

_FEEDBACK = frozenset({"feedback", "customer_feedback"})


def dot(chart: Chart, lang: str) -> bytes:
    """Return the map as a directed graph with a cluster for each family; feedback is dashed."""
    lines = [
        f"digraph {quoted(chart.name.label(lang))} {{",
        "  rankdir=TB;",
        "  newrank=true;",
        '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="Helvetica"];',
        '  edge [color="#7a8793", fontname="Helvetica", fontsize=10];',
    ]
    for node in chart.members("customer"):
        lines.append(f"  {_node(node, lang)}")
    for number, group in enumerate(chart.groups):
        members = chart.members(group)
        if members:
            lines.append(f"  subgraph cluster_{number} {{")
            lines.append(f"    label={quoted(chart.groups[group].of(lang))};")
            lines += [f"    {_node(node, lang)}" for node in members]
            lines.append("  }")
    for node in chart.members("provider"):
        lines.append(f"  {_node(node, lang)}")
    keys = {node.name.iri: node.key for node in chart.nodes}
    lines += [
        f"  {quoted(keys[link.supplier])} -> {quoted(keys[link.customer])} {_details(link, lang)};"
        for link in chart.links
    ]
    return ("\n".join([*lines, "}"]) + "\n").encode()


def quoted(text: str) -> str:
    r"""Return a text as a DOT string that reads as itself.

    >>> print(quoted('a "b" \\n'))
    "a \"b\" \\n"
    """
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n") + '"'


def _node(node: Node, lang: str) -> str:
    shape = "" if node.is_process else ', style="filled"'
    colour = COLOURS.get(node.group, COLOURS["other"])
    return f'{quoted(node.key)} [label={quoted(_shown(node, lang))}, color="{colour}"{shape}];'


def _shown(node: Node, lang: str) -> str:
    label = node.name.label(lang)
    code = node.name.notation
    return f"{code}\n{label}" if code and code != label else label


def _details(link: Link, lang: str) -> str:
    style = ", style=dashed" if link.kind in _FEEDBACK else ""
    return f"[id={quoted(link.key)}, label={quoted(link.label(lang))}{style}]"
