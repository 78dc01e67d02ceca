"""The map as GraphML, for yEd, Gephi and networkx: what is computed on there has names in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from qualite_graph.exchange.writing.chart import COLOURS, Chart, Node, clean, xml_bytes

_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
_YED: Final = "http://www.yworks.com/xml/graphml"

_NODE_KEYS: Final = ("label", "code", "label_fr", "label_en", "type", "family")
_EDGE_KEYS: Final = ("label", "code", "label_fr", "label_en", "kind", "requirement_fr", "requirement_en")
_STEP_X, _STEP_Y, _WIDTH, _HEIGHT = 220, 150, 190, 56


def graphml(chart: Chart, lang: str) -> bytes:
    """Return the map as GraphML; `label` is in `lang`, `label_fr` and `label_en` give both.

    yEd gets boxes with their names, in rows by family: it draws nothing of a bare GraphML.
    """
    ET.register_namespace("", _GRAPHML)
    ET.register_namespace("y", _YED)
    root = ET.Element(f"{{{_GRAPHML}}}graphml")
    for owner, names in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name in names:
            attributes = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": "string"}
            ET.SubElement(root, f"{{{_GRAPHML}}}key", attributes)
        shown = {"id": f"{owner}_yed", "for": owner, "yfiles.type": f"{owner}graphics"}
        ET.SubElement(root, f"{{{_GRAPHML}}}key", shown)
    graph = ET.SubElement(root, f"{{{_GRAPHML}}}graph", {"id": "map", "edgedefault": "directed"})
    _nodes(graph, chart, lang)
    _edges(graph, chart, lang)
    return xml_bytes(root)


def _nodes(graph: ET.Element, chart: Chart, lang: str) -> None:
    order = ["customer", *chart.groups, "provider"]
    rows = {group: row for row, group in enumerate(order)}
    places = dict.fromkeys(order, 0)
    for node in chart.nodes:
        element = ET.SubElement(graph, f"{{{_GRAPHML}}}node", {"id": clean(node.key)})
        family = node.group if node.is_process else ""
        title = chart.groups[family].of(lang) if family else ""
        kind = "process" if node.is_process else node.group
        values = (
            node.name.full(lang),
            node.name.notation or "",
            node.name.labels.get("fr", ""),
            node.name.labels.get("en", ""),
            kind,
            title,
        )
        _data(element, "node", zip(_NODE_KEYS, values, strict=True))
        shape = _graphics(element, "node", "ShapeNode")
        place = {
            "x": str(places[node.group] * _STEP_X),
            "y": str(rows[node.group] * _STEP_Y),
            "width": str(_WIDTH),
            "height": str(_HEIGHT),
        }
        places[node.group] += 1
        ET.SubElement(shape, f"{{{_YED}}}Geometry", place)
        ET.SubElement(shape, f"{{{_YED}}}Fill", {"color": "#ffffff", "transparent": "false"})
        ET.SubElement(
            shape, f"{{{_YED}}}BorderStyle", {"color": _colour(node), "type": "line", "width": "2.0"}
        )
        label = {"autoSizePolicy": "node_width", "configuration": "CroppingLabel", "fontSize": "12"}
        ET.SubElement(shape, f"{{{_YED}}}NodeLabel", label).text = clean(values[0])
        ET.SubElement(
            shape, f"{{{_YED}}}Shape", {"type": "roundrectangle" if node.is_process else "rectangle"}
        )


def _edges(graph: ET.Element, chart: Chart, lang: str) -> None:
    keys = {node.name.iri: clean(node.key) for node in chart.nodes}
    for link in chart.links:
        ends = {"id": clean(link.key), "source": keys[link.supplier], "target": keys[link.customer]}
        element = ET.SubElement(graph, f"{{{_GRAPHML}}}edge", ends)
        labels = link.output.labels if link.output else {}
        values = (
            link.label(lang),
            link.name.notation or "",
            labels.get("fr", ""),
            labels.get("en", ""),
            link.kind or "",
            link.requirement.get("fr", ""),
            link.requirement.get("en", ""),
        )
        _data(element, "edge", zip(_EDGE_KEYS, values, strict=True))
        line = _graphics(element, "edge", "PolyLineEdge")
        ET.SubElement(line, f"{{{_YED}}}LineStyle", {"color": "#7a8793", "type": "line", "width": "1.0"})
        ET.SubElement(line, f"{{{_YED}}}Arrows", {"source": "none", "target": "standard"})
        ET.SubElement(line, f"{{{_YED}}}EdgeLabel", {"fontSize": "10"}).text = clean(values[0])


def _data(element: ET.Element, owner: str, values: Iterable[tuple[str, str]]) -> None:
    for name, value in values:
        if value:
            ET.SubElement(element, f"{{{_GRAPHML}}}data", {"key": f"{owner}_{name}"}).text = clean(value)


def _graphics(element: ET.Element, owner: str, shape: str) -> ET.Element:
    data = ET.SubElement(element, f"{{{_GRAPHML}}}data", {"key": f"{owner}_yed"})
    return ET.SubElement(data, f"{{{_YED}}}{shape}")


def _colour(node: Node) -> str:
    return COLOURS.get(node.group, COLOURS["other"])
