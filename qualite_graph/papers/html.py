"""A paper as one HTML file that needs nothing else: styles and drawings inside, no script, all escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

from qualite_graph.papers.look import Look

if TYPE_CHECKING:
    from qualite_graph.papers.plain import Plain

STYLES: Final = "paper.css"
_PNG: Final = b"\x89PNG"
_FIGURES: Final = ' class="figures"'


def html(plain: Plain, look: Look) -> bytes:
    """Return the paper as a self-contained page that may load nothing and run nothing."""
    words = plain["words"]
    styles = look.text(STYLES).replace("</", "<\\/")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    parts = [
        f'<!DOCTYPE html>\n<html lang="{plain["lang"]}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(plain['title'])}</title>",
        f"<style>:root {{ --accent: {look.colour}; }}\n{styles}</style>\n</head>",
        f'<body class="{"wide" if plain["landscape"] else "tall"}">',
        _head(plain, look),
        "<main>",
        *(_section(section, words) for section in plain["sections"]),
        _annex(plain),
        "</main>",
        f"<footer>{escape(plain['organisation'])} · {escape(plain['edition_line'])}</footer>",
        "</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode()


def _head(plain: Plain, look: Look) -> str:
    logo = ""
    if look.logo:
        kind = "png" if look.logo.startswith(_PNG) else "jpeg"
        logo = f'<img class="logo" alt="" src="{_data(f"image/{kind}", look.logo)}">'
    return (
        f'<header>{logo}<p class="organisation"><bdi>{escape(plain["organisation"])}</bdi></p>'
        f'<h1><bdi>{escape(plain["title"])}</bdi></h1><p class="subtitle">{escape(plain["subtitle"])}</p>'
        f'<p class="edition">{escape(plain["edition_line"])}</p></header>'
    )


def _section(section: Mapping[str, Any], words: Mapping[str, str]) -> str:
    level = section["level"] + 1
    new_page = ' class="new-page"' if section["new_page"] else ""
    blocks = "\n".join(_block(block, words) for block in section["blocks"])
    return f"<section{new_page}>\n<h{level}>{_text(section['title'])}</h{level}>\n{blocks}\n</section>"


def _block(block: Mapping[str, Any], words: Mapping[str, str]) -> str:
    kind = block["kind"]
    if kind == "grid":
        return _grid(block)
    if kind == "figure":
        source = _data("image/svg+xml", block["svg"].encode())
        caption = f"{escape(block['caption'])} {_mark(block['source'])}"
        picture = f'<img alt="{escape(block["caption"])}" src="{source}">'
        return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>"
    if kind == "signatures":
        people = "".join(
            f'<td><strong>{_text(person)}</strong><span class="sign">{escape(words["sign_here"])}</span></td>'
            for person in block["people"]
        )
        return f'<table class="signatures"><tr>{people}</tr></table>'
    if kind == "boxes":
        lines = "".join(f"<li>{_text(line)}</li>" for line in block["lines"])
        return f'<ul class="boxes">{lines}</ul>'
    leads = " leads" if block["leads"] else ""
    return f'<p class="{kind}{leads}">{_text(block["text"])} {_mark(block.get("source"))}</p>'


def _grid(grid: Mapping[str, Any]) -> str:
    total = sum(grid["widths"])
    columns = "".join(f'<col style="width:{width / total:.2%}">' for width in grid["widths"])
    figures = grid["figures"]
    head = "".join(
        f'<th scope="col"{_FIGURES if right else ""}>{_text(heading)}</th>'
        for heading, right in zip(grid["headings"], figures, strict=False)
    )
    rows = "".join(
        f"<tr>{''.join(_cell(one, figures[place]) for place, one in enumerate(row))}</tr>\n"
        for row in grid["rows"]
    )
    caption = ""
    if grid["caption"] or grid["source"]:
        caption = f'<p class="caption">{escape(grid["caption"])} {_mark(grid["source"])}</p>'
    small = ' class="small"' if grid["small"] else ""
    header = f"<thead><tr>{head}</tr></thead>" if head else ""
    table = f"<table{small}><colgroup>{columns}</colgroup>{header}<tbody>\n{rows}</tbody></table>"
    return f'<div class="grid">{table}{caption}</div>'


def _cell(cell: Mapping[str, Any], figures: bool) -> str:
    tag = "th" if cell["tone"] == "head" else "td"
    spans = "".join(
        f' {name}="{cell[key]}"'
        for name, key in (("rowspan", "rows"), ("colspan", "columns"))
        if cell[key] > 1
    )
    classes = " ".join(one for one in (cell["tone"], "figures" if figures else "") if one)
    tone = f' class="{classes}"' if classes else ""
    lines = [_text(line) for line in cell["lines"]]
    if cell["tone"] == "box":
        lines[0] = f"<strong>{lines[0]}</strong>"
    return f"<{tag}{spans}{tone}>{'<br>'.join(lines)}</{tag}>"


def _annex(plain: Plain) -> str:
    if not plain["sources"]:
        return ""
    words = plain["words"]
    sources = "\n".join(_source(source, words) for source in plain["sources"])
    queries = "\n".join(
        f'<h4 id="query-{place}">{_text(query["name"])} {_text(query["title"])}</h4>{_code(query["lines"])}'
        for place, query in enumerate(plain["queries"], start=1)
    )
    places = {query["name"]: place for place, query in enumerate(plain["queries"], start=1)}
    for name, place in places.items():
        sources = sources.replace(f'href="#query:{escape(name)}"', f'href="#query-{place}"')
    return (
        f'<section class="annex new-page"><h2>{escape(words["annex"])}</h2>'
        f"<p>{escape(words['annex_intro'])}</p>{_code(plain['prefixes'])}\n{sources}\n"
        f"<h3>{escape(words['queries'])}</h3>\n{queries}</section>"
    )


def _source(source: Mapping[str, Any], words: Mapping[str, str]) -> str:
    number = source["number"]
    link = f'<a href="#query:{escape(source["query"])}">{escape(source["query_line"])}</a>'
    lines = (
        _code(source["triples"])
        if source["triples"]
        else f'<p class="quiet">{escape(words["no_triples"])}</p>'
    )
    rest = f'<p class="quiet">{escape(source["left_out_line"])}</p>' if source["left_out_line"] else ""
    return f'<h4 id="source-{number}">[{number}] {_text(source["title"])} {link}</h4>{lines}{rest}'


def _code(lines: Iterable[str]) -> str:
    return f'<pre dir="ltr">{escape(chr(10).join(lines))}</pre>'


def _mark(number: int | None) -> str:
    return f'<a class="mark" href="#source-{number}">[{number}]</a>' if number else ""


def _text(text: str) -> str:
    """Write a text whose direction is its own, whatever stands around it."""
    return f"<bdi>{escape(text)}</bdi>" if any(ord(letter) > 0x58F for letter in text) else escape(text)


def _data(media: str, content: bytes) -> str:
    return f"data:{media};base64,{base64.b64encode(content).decode()}"
