"""The map as a picture: one SVG file that needs nothing else, whose shapes stay editable in a slide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from qualite_graph.exchange.writing import map_layout as metrics
from qualite_graph.exchange.writing.chart import CHAIN_FAMILY, COLOURS, Chart, clean, xml_bytes
from qualite_graph.exchange.writing.map_layout import Layout, Placed, Titles, layout
from qualite_graph.exchange.writing.map_routes import Route, chain_links, routes
from qualite_graph.exchange.writing.map_shapes import number, outline
from qualite_graph.exchange.writing.map_text import text_width
from qualite_graph.messages import messages

_SVG: Final = "http://www.w3.org/2000/svg"
_FONT: Final = (
    "Arial, Helvetica, 'Liberation Sans', Arimo, 'Nimbus Sans', 'DejaVu Sans Condensed', sans-serif"
)
"""The face that texts are measured in, those of its width, one a little wider; others leave their shapes."""
_INK, _PAPER, _BANNER, _CHIP, _CODE = "#1b2733", "#ffffff", "#173a5e", "#2b5078", "#bfe9e3"
_MARGIN: Final = 16.0


def svg_map(chart: Chart, lang: str) -> bytes:
    """Return the map in `lang`: families from top to bottom, the chain between the customers' two banners.

    The flows of the chain are drawn, as the app does until a process is chosen; all the others would hide
    the processes.
    """
    texts = messages(lang)
    titles = Titles(
        *(texts.text(f"export.map.{key}") for key in ("customers_in", "customers_out", "providers"))
    )
    drawn = layout(chart, lang, titles)
    root = _root(drawn, texts.text("export.map.title", name=clean(chart.name.label(lang))))
    _bands(ET.SubElement(root, "g"), drawn)
    _flows(ET.SubElement(root, "g"), routes(drawn, chain_links(chart)))
    _banners(ET.SubElement(root, "g"), drawn)
    _titles(ET.SubElement(root, "g"), drawn)
    for placed in drawn.nodes:
        _node(ET.SubElement(root, "g"), placed)
    return xml_bytes(root)


def _root(drawn: Layout, title: str) -> ET.Element:
    width, height = metrics.WIDTH + 2 * _MARGIN, drawn.height + 2 * _MARGIN
    place = {"x": number(-_MARGIN), "y": number(-_MARGIN), "width": number(width), "height": number(height)}
    box = " ".join(place.values())
    attributes = {"width": number(width), "height": number(height), "viewBox": box, "font-family": _FONT}
    root = ET.Element("svg", {"xmlns": _SVG, "role": "img", **attributes})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "rect", {**place, "fill": _PAPER})
    return root


def _bands(group: ET.Element, drawn: Layout) -> None:
    for band in drawn.bands:
        colour = _colour(band.tone)
        outside = band.tone == "provider"
        look = {"fill": "none", "stroke-dasharray": "4 4"} if outside else {"fill": _mixed(colour, 0.07)}
        ET.SubElement(group, "path", {"d": band.path, "stroke": _mixed(colour, 0.26), **look})
    for tone, path in drawn.arrows:
        ET.SubElement(group, "path", {"d": path, "fill": _mixed(_colour(tone), 0.22)})
    light = _mixed(_colour(CHAIN_FAMILY), 0.32)
    for path, head in drawn.returns:
        ET.SubElement(group, "path", {"d": path, "fill": "none", "stroke": light, "stroke-width": "6"})
        ET.SubElement(group, "path", {"d": head, "fill": light})


def _flows(group: ET.Element, drawn: Iterable[Route]) -> None:
    line, head = _mixed(_INK, 0.34), _mixed(_INK, 0.5)
    for route in drawn:
        ET.SubElement(group, "path", {"d": route.path, "fill": "none", "stroke": line, "stroke-width": "1"})
        ET.SubElement(group, "path", {"d": route.head, "fill": head})


def _banners(group: ET.Element, drawn: Layout) -> None:
    for banner in drawn.banners:
        ET.SubElement(group, "path", {"d": banner.path, "fill": _BANNER})
        _lines(
            group,
            banner.title,
            (banner.x, banner.y),
            metrics.BANNER_LINE,
            _type(metrics.BANNER_SIZE, 700, _PAPER),
        )


def _titles(group: ET.Element, drawn: Layout) -> None:
    for band in drawn.bands:
        colour = _colour(band.tone)
        x, y = band.box.x + 16, band.box.y - 11
        place = {"x": number(x), "y": number(y), "width": number(text_width(band.title, 12.5) + 24)}
        look = {"height": "22", "rx": "11", "fill": _PAPER, "stroke": _mixed(colour, 0.4)}
        ET.SubElement(group, "rect", {**place, **look})
        text = ET.SubElement(
            group, "text", {"x": number(x + 12), "y": number(y + 15.3), **_type(12.5, 700, colour)}
        )
        text.text = clean(band.title)


def _node(group: ET.Element, placed: Placed) -> None:
    colour, chevron = _colour(placed.node.group), placed.shape in ("start", "chevron")
    on_banner = placed.row < 0
    fill = colour if chevron else _CHIP if on_banner else _PAPER
    edge = {} if chevron or on_banner else {"stroke": _mixed(colour, 0.48), "stroke-width": "1.25"}
    ET.SubElement(group, "title").text = clean(f"{placed.node.name.notation or ''} {placed.label}".strip())
    ET.SubElement(group, "path", {"d": outline(placed.shape, placed.box), "fill": fill, **edge})
    box, count = placed.box, len(placed.lines)
    if placed.shape == "chip":
        top = box.y + (box.h - count * metrics.CHIP_LINE) / 2 + metrics.CHIP_SIZE - 1
        ink = _PAPER if on_banner else _INK
        _lines(
            group,
            placed.lines,
            (box.x + box.w / 2, top),
            metrics.CHIP_LINE,
            _type(metrics.CHIP_SIZE, 400, ink),
        )
        return
    x = box.x + box.w / 2 + {"chevron": 3, "start": -4}.get(placed.shape, 0)
    top = box.y + (box.h - metrics.CODE_SIZE - 6 - count * metrics.LINE_HEIGHT) / 2
    code = clean(placed.node.name.notation or "")
    _lines(
        group,
        [code],
        (x, top + metrics.CODE_SIZE - 1),
        0,
        _type(metrics.CODE_SIZE, 700, _CODE if chevron else colour),
    )
    first = top + metrics.CODE_SIZE + 6 + metrics.LABEL_SIZE - 0.5
    ink = _PAPER if chevron else _INK
    _lines(group, placed.lines, (x, first), metrics.LINE_HEIGHT, _type(metrics.LABEL_SIZE, 600, ink))


def _lines(
    group: ET.Element, lines: Iterable[str], start: tuple[float, float], step: float, look: dict[str, str]
) -> None:
    for place, line in enumerate(lines):
        at = {"x": number(start[0]), "y": number(start[1] + place * step), "text-anchor": "middle"}
        ET.SubElement(group, "text", {**at, **look}).text = clean(line)


def _type(size: float, weight: int, colour: str) -> dict[str, str]:
    return {"font-size": number(size), "font-weight": str(weight), "fill": colour}


def _colour(tone: str) -> str:
    return COLOURS.get(tone, COLOURS["other"])


def _mixed(colour: str, share: float) -> str:
    """Return a colour thinned with paper: office programs know no mixing of their own.

    >>> _mixed("#000000", 0.5)
    '#808080'
    """
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{int(255 + (channel - 255) * share + 0.5):02x}" for channel in channels)
