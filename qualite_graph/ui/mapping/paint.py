"""The colours and the signs of a map: what each tells of a process, in words and by a mark as well."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.map_traits import Traits
from qualite_graph.analysis.process_map import FAMILIES, ProcessMap
from qualite_graph.messages import messages
from qualite_graph.naming import Name, natural_order
from qualite_graph.ui.components import Paint, Shade, Sign
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here, counted
from qualite_graph.vocabulary import QG

if TYPE_CHECKING:
    from qualite_graph.validation import Finding

_MOST_SHADES: Final = 8
_NO_TRAITS: Final = Traits()
NO_OWNER_MARK: Final = "?"
_OWNER: Final = QG.hasOwner


def id_of(name: Name) -> str:
    """Return what the map calls a process or a party."""
    return name.notation or name.iri


def paint_of(here: Here, drawn: ProcessMap, colour: str) -> Paint | None:
    """Return the paint of the processes by `colour`; none by family, which the forms already tell."""
    if colour in ("unit", "owner"):
        return _named(here, drawn, colour)
    if colour == "criticality":
        classes = here.workspace.criticality(here.organisation)
        return _scale(here, drawn, colour, lambda iri: classes.get(iri, 0), ("–", "+", "++", "+++"))
    traits = here.workspace.map_traits(here.organisation)
    if colour == "clauses":
        return _scale(
            here,
            drawn,
            colour,
            lambda iri: _few(traits.get(iri, _NO_TRAITS).clauses, 3),
            ("0", "1–2", "3+"),
        )
    if colour == "complaints":
        return _scale(
            here, drawn, colour, lambda iri: _few(traits.get(iri, _NO_TRAITS).complaints, 2), ("0", "1", "2+")
        )
    return None


def _few(count: int, many: int) -> int:
    """Return 0 for none, 1 for a few, 2 for `many` and more.

    >>> [_few(count, 3) for count in (0, 1, 2, 3)]
    [0, 1, 1, 2]
    """
    return 0 if count == 0 else 1 if count < many else 2


def _scale(
    here: Here, drawn: ProcessMap, colour: str, class_of: Callable[[str], int], marks: tuple[str, ...]
) -> Paint:
    # Few clauses is what stands out, many complaints are.
    tones = range(len(marks)) if colour != "clauses" else (3, 2, 1)
    shades = [
        Shade(mark, here.text(f"paint.{colour}_{place}"), f"scale-{tone}")
        for place, (mark, tone) in enumerate(zip(marks, tones, strict=True))
    ]
    of = {id_of(one.name): class_of(one.name.iri) for one in drawn.processes}
    return Paint(here.text(f"paint.{colour}"), tuple(shades), of)


def family_paint(here: Here, drawn: ProcessMap) -> Paint:
    """Paint by family, for a map whose nodes have no form to tell it."""
    return _family_paint(here.lang, drawn)


@of_the_same(8)
def _family_paint(lang: str, drawn: ProcessMap) -> Paint:
    titles = messages(lang).section("ui.family")
    tones = [one for one in FAMILIES if one in titles]
    shades = [Shade(titles[one][:1], titles[one], one) for one in tones]
    shades.append(Shade("…", titles["other"], "other"))
    place = {one: number for number, one in enumerate(tones)}
    of = {id_of(one.name): place.get(one.family or "", len(tones)) for one in drawn.processes}
    return Paint(messages(lang).text("ui.paint.family"), tuple(shades), of)


def group_names(here: Here, drawn: ProcessMap, group: str) -> Mapping[str, Name]:
    """Return the unit or the owner of each process that has one, by the process's IRI."""
    return _group_names(drawn, here.workspace.map_traits(here.organisation), group)


@of_the_same(8)
def _group_names(drawn: ProcessMap, traits: Mapping[str, Traits], group: str) -> Mapping[str, Name]:
    found: dict[str, Name] = {}
    for one in drawn.processes:
        trait = traits.get(one.name.iri, _NO_TRAITS)
        name = trait.owner if group == "owner" else next(iter(trait.units), None)
        if name is not None:
            found[one.name.iri] = name
    return found


def _named(here: Here, drawn: ProcessMap, colour: str) -> Paint:
    """Paint by a name: the most frequent have a shade each, the others share one."""
    told = group_names(here, drawn, colour)
    counts = Counter(name.iri for name in told.values())
    names = {name.iri: name for name in told.values()}
    ranked = sorted(names.values(), key=lambda name: (-counts[name.iri], natural_order(name)))
    shown = ranked[:_MOST_SHADES]
    place = {name.iri: number for number, name in enumerate(shown)}
    shades = [
        Shade(string.ascii_uppercase[number], here.label(name), f"shade-{number}")
        for number, name in enumerate(shown)
    ]
    shades += [
        Shade("…", here.text("paint.others"), "shade-none"),
        Shade("?", here.text(f"paint.no_{colour}"), "scale-3"),
    ]
    of = {
        id_of(one.name): place.get(told[one.name.iri].iri, len(shown))
        if one.name.iri in told
        else len(shown) + 1
        for one in drawn.processes
    }
    return Paint(here.text(f"paint.{colour}"), tuple(shades), of)


def signs_of(
    here: Here, drawn: ProcessMap, shown: Mapping[str, str], *, checked: bool = True
) -> tuple[Sign, ...]:
    """Return what calls for attention: no owner, and how many other findings there are on a process.

    `shown` gives the node that stands for a process in a folded group, which carries the signs of all.
    Without `checked` only the former: the check of thousands of processes is not for a page to wait for.
    """
    traits = here.workspace.map_traits(here.organisation)
    findings = here.workspace.check(here.organisation).findings if checked else ()
    return _signs(here.lang, drawn, traits, findings, shown)


@of_the_same(8)
def _signs(
    lang: str,
    drawn: ProcessMap,
    traits: Mapping[str, Traits],
    findings: Sequence[Finding],
    shown: Mapping[str, str],
) -> tuple[Sign, ...]:
    texts = messages(lang)
    found_on = Counter(finding.focus for finding in findings if finding.path != _OWNER)
    no_owner, found = texts.text("ui.paint.sign_no_owner"), texts.text("ui.paint.sign_findings")
    unowned: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for one in drawn.processes:
        node = shown.get(id_of(one.name), id_of(one.name))
        if traits.get(one.name.iri, _NO_TRAITS).owner is None:
            unowned[node] = None
        if count := found_on[one.name.iri]:
            counts[node] += count
    words = texts.text("ui.paint.no_owner")
    return (
        *[Sign(node, NO_OWNER_MARK, words, no_owner) for node in unowned],
        *[Sign(node, str(n), counted(lang, "paint.findings", n), found) for node, n in counts.items()],
    )
