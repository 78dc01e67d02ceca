"""No file harms the machine: what would fill memory or reach outside is refused; no other error comes out."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualite_graph.errors import InputError
from qualite_graph.exchange import Reading, archives, extents, read, xml_events
from qualite_graph.resources import example_workbook
from tests.exchange.drawn import BPMN, EXCHANGE

Refused = Callable[[str, bytes], InputError]
ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:o" xmlns:table="urn:t"><table:table
 table:name="A"><table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row></table:table>
</office:document-content>"""


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    def error_of(name: str, content: bytes) -> InputError:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InputError) as raised:
            read(path, "essai")
        assert raised.value.message("fr") and raised.value.message("en")
        return raised.value

    return error_of


# XML


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://example.org/a.dtd"> %p;',
        '<!NOTATION n SYSTEM "n"><!ENTITY u SYSTEM "u" NDATA n>',
    ],
)
def test_entities_are_refused_before_they_expand(refused: Refused, declaration: str) -> None:
    text = EXCHANGE.replace("<model ", f"<!DOCTYPE model [{declaration}]><model ")
    assert refused("m.xml", text.encode()).key == "xml_entities"


def test_an_external_document_type_is_never_fetched(tmp_path: Path) -> None:
    path = tmp_path / "m.xml"
    path.write_text(
        EXCHANGE.replace("<model ", '<!DOCTYPE model SYSTEM "http://nowhere.invalid/a.dtd"><model ')
    )
    assert read(path, "essai").counts["process"] == 3


def test_deep_and_large_documents_are_refused(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = BPMN.replace('<task id="inner"', "<x>" * 300 + "</x>" * 300 + '<task id="inner"')
    assert refused("m.bpmn", deep.encode()).key == "xml_too_deep"
    monkeypatch.setattr(xml_events, "MOST_XML", 100)
    assert refused("m.bpmn", BPMN.encode()).key == "xml_too_large"


def test_a_broken_document_says_its_line(refused: Refused) -> None:
    error = refused("m.xml", EXCHANGE.replace("</elements>", "").encode())
    assert (error.key, error.details["line"]) == ("xml_unreadable", 45)


# Archives


def bomb(size: int) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/a.xml", "w") as member,
    ):
        for _ in range(size // 2**20):
            member.write(bytes(2**20))
    return stream.getvalue()


def test_a_zip_bomb_is_refused_even_when_it_lies(refused: Refused) -> None:
    packed = bytearray(bomb(64 * 2**20))
    assert refused("a.xlsx", bytes(packed)).key == "archive_too_large"
    directory = packed.rindex(b"PK\x01\x02")
    packed[directory + 24 : directory + 28] = struct.pack("<I", 1000)  # the size that it declares
    assert refused("b.zip", bytes(packed)).key == "archive_too_large"


def test_bounds_of_an_archive(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archives.most_unpacked(10) == archives.RATIO_FLOOR
    assert archives.most_unpacked(2**40) == archives.MOST_UNPACKED
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    assert refused("a.xlsx", example_workbook().read_bytes()).key == "archive_members"


# Workbooks whose cells stand far apart: their reader would stop the whole process


def far_workbook(path: Path, *cells: tuple[int, int]) -> bytes:
    with xlsxwriter.Workbook(str(path)) as workbook:
        worksheet = workbook.add_worksheet("Processus")
        for row, column in cells:
            worksheet.write(row, column, "x")
    return path.read_bytes()


def rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return stream.getvalue()


def test_cells_at_opposite_corners_are_refused(refused: Refused, tmp_path: Path) -> None:
    far = far_workbook(tmp_path / "far.xlsx", (0, 0), (1_000_000, 16_000))
    assert refused("a.xlsx", far).key == "workbook_too_wide"
    for new in (b"<c s='>' r=", b"<x:c r=", b"<c\nr="):
        assert refused("b.xlsx", rewritten(far, b"<c r=", new)).key in (
            "workbook_too_wide",
            "workbook_unreadable",
        )


def test_a_lone_far_cell_and_formatted_empty_ones_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        worksheet = workbook.add_worksheet("Processus")
        worksheet.write_row(0, 0, ["Identifiant", "Nom"])
        worksheet.write_row(1, 0, ["A", "Un"])
        worksheet.write_blank(1_000_000, 10_000, None, workbook.add_format({"bold": True}))
    assert read(path, "essai").counts["process"] == 1
    far_workbook(tmp_path / "lone.xlsx", (1_000_000, 16_000))
    extents.check_extent(tmp_path / "lone.xlsx")


def test_repeated_cells_of_an_open_document_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    filled = '<table:table-cell table:number-columns-repeated="1000" office:value-type="string"/>'
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    for rows, cells, fits in ((1_000_000, empty, True), (100, filled, True), (1_000_000, filled, False)):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("content.xml", ODS.format(rows=rows, cells=cells))
        if fits:
            extents.check_extent(path)
        else:
            with pytest.raises(InputError):
                extents.check_extent(path)


# Anything at all


def outcome(path: Path, content: bytes) -> Reading | InputError:
    path.write_bytes(content)
    try:
        return read(path, "essai")
    except InputError as error:
        assert error.message("fr") and error.message("en")
        return error


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SUFFIXES = (
    ".xlsx",
    ".xls",
    ".ods",
    ".csv",
    ".zip",
    ".xml",
    ".bpmn",
    ".ttl",
    ".trig",
    ".nt",
    ".nq",
    ".jsonld",
    ".rdf",
)


@FUZZ
@given(content=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_random_bytes_give_a_reading_or_a_refusal(tmp_path: Path, content: bytes, suffix: str) -> None:
    assert outcome(tmp_path / f"a{suffix}", content)


@FUZZ
@given(text=st.text(max_size=300), suffix=st.sampled_from((".csv", ".ttl", ".jsonld", ".xml")))
def test_random_texts_give_a_reading_or_a_refusal(tmp_path: Path, text: str, suffix: str) -> None:
    assert outcome(tmp_path / f"a{suffix}", text.encode("utf-8", "surrogatepass"))


def mutations(valid: bytes) -> st.SearchStrategy[bytes]:
    """Return valid files with some pieces replaced, removed or repeated."""
    edit = st.tuples(
        st.integers(0, len(valid)), st.integers(0, 60), st.binary(max_size=30) | st.just(b"\xff")
    )

    def apply(edits: list[tuple[int, int, bytes]]) -> bytes:
        content = valid
        for at, length, piece in edits:
            content = content[:at] + piece + content[at + length :]
        return content

    return st.lists(edit, min_size=1, max_size=4).map(apply)


@FUZZ
@given(content=mutations(EXCHANGE.encode()))
def test_damaged_archimate(tmp_path: Path, content: bytes) -> None:
    assert outcome(tmp_path / "m.xml", content)


@FUZZ
@given(content=mutations(BPMN.encode()))
def test_damaged_bpmn(tmp_path: Path, content: bytes) -> None:
    assert outcome(tmp_path / "m.bpmn", content)


@FUZZ
@given(content=mutations(example_workbook().read_bytes()))
def test_damaged_workbook(tmp_path: Path, content: bytes) -> None:
    assert outcome(tmp_path / "m.xlsx", content)


@FUZZ
@given(pieces=st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=12)), min_size=1, max_size=5))
def test_damaged_sheet_in_a_sound_archive(tmp_path: Path, pieces: list[tuple[int, bytes]]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(example_workbook()) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            member = before.read(name)
            if name.endswith(("sheet2.xml", "workbook.xml", "sharedStrings.xml")):
                for at, piece in pieces:
                    member = member[: at % len(member)] + piece + member[at % len(member) + len(piece) :]
            after.writestr(name, member)
    assert outcome(tmp_path / "m.xlsx", stream.getvalue())


@FUZZ
@given(content=mutations('Fournisseur;Client;Quoi\nAchats;Vente;"Acier; brut"\nVente;Achats;Été\n'.encode()))
def test_damaged_list(tmp_path: Path, content: bytes) -> None:
    assert outcome(tmp_path / "m.csv", content)
