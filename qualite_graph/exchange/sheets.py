"""Opens workbooks as plain sheets of cells, once they are known not to fill memory."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from qualite_graph.errors import InputError
from qualite_graph.exchange.archives import check_archive
from qualite_graph.exchange.cells import CellValue
from qualite_graph.exchange.extents import check_extent


class PlainSheet(NamedTuple):
    """A sheet as its file has it: its title, where its first cell stands (row, column from 0), its rows."""

    title: str
    start: tuple[int, int]
    rows: list[list[CellValue]]


def workbook_sheets(path: Path) -> list[PlainSheet]:
    """Return the sheets of a workbook with the values last computed in it: no formula is evaluated.

    Raises:
        InputError: the file is missing, cannot be read, asks for a password, is no workbook or spans too
            many cells.
    """
    if not path.is_file():
        raise InputError("workbook_missing", path=path)
    try:
        if zipfile.is_zipfile(path):
            check_archive(path)
            check_extent(path)
        return _sheets(path)
    except PasswordError as error:
        raise InputError("workbook_protected", path=path) from error
    except CalamineError as error:
        raise InputError("workbook_unreadable", path=path, reason=error) from error
    except OSError as error:
        raise InputError("workbook_forbidden", path=path, reason=error) from error


def _sheets(path: Path) -> list[PlainSheet]:
    sheets = []
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for metadata in workbook.sheets_metadata:
                if metadata.typ is SheetTypeEnum.WorkSheet:
                    sheet = workbook.get_sheet_by_name(metadata.name)
                    sheets.append(PlainSheet(metadata.name, sheet.start or (0, 0), sheet.to_python()))
    except BaseException as error:
        # What goes wrong inside the Rust reader on a damaged file comes out under no class we can name.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError("workbook_unreadable", path=path, reason="–") from error
    return sheets
