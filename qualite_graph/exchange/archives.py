"""Opens zip archives only once what they unpack to is known, so that none can fill memory."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from qualite_graph.errors import InputError

MOST_UNPACKED: Final = 512 * 1024 * 1024
"""Bytes an archive may unpack to. A workbook of 100 000 rows and 18 columns unpacks to about 100 MB."""

MOST_RATIO: Final = 250
"""Times an archive may grow. Deflate reaches 1 030 on zeros; repetitive real sheets stay under 100."""

RATIO_FLOOR: Final = 16 * 1024 * 1024
"""Bytes under which the ratio says nothing: a small sheet of one repeated value is no attack."""

MOST_MEMBERS: Final = 10_000
"""Members an archive may hold. A workbook of 255 sheets has a few hundred; each costs time to open."""

DAMAGES: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, KeyError),
)
"""What the standard library raises on archives that are damaged in one way or another."""

_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_CHUNK: Final = 1024 * 1024
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


def check_archive(path: Path) -> tuple[str, ...]:
    """Return the names of an archive's members, once each is known to unpack within bounds.

    The sizes an archive declares can lie, and not every reader believes them: each member is
    inflated once, without being kept, and counted.

    Raises:
        InputError: the archive is damaged, protected by a password, or unpacks to too much.
    """
    limit = most_unpacked(path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise InputError("archive_members", file=path.name, most=MOST_MEMBERS)
            total = 0
            for member in members:
                if member.flag_bits & 1:
                    raise InputError("archive_protected", file=path.name)
                total += _unpacked_size(stream, member, limit - total, path)
            return tuple(member.filename for member in members)
    except DAMAGES as error:
        raise InputError("archive_damaged", file=path.name, reason=str(error)) from error


def most_unpacked(packed: int) -> int:
    """Return how many bytes an archive of that size may unpack to."""
    return min(MOST_UNPACKED, max(RATIO_FLOOR, packed * MOST_RATIO))


def read_member(path: Path, name: str) -> bytes:
    """Return one member of an archive that `check_archive` has accepted.

    Raises:
        InputError: the member cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except DAMAGES as error:
        raise InputError("archive_damaged", file=path.name, reason=str(error)) from error


def _unpacked_size(stream: IO[bytes], member: zipfile.ZipInfo, left: int, path: Path) -> int:
    stream.seek(member.header_offset)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile(member.filename)
    stream.seek(name_length + extra_length, 1)
    if member.compress_type == _STORED:
        size = member.compress_size
    elif member.compress_type == _DEFLATED:
        size = _inflated_size(stream, member.compress_size, left, path)
    else:
        raise zipfile.BadZipFile(f"{member.filename}: {member.compress_type}")
    if size > left:
        raise _too_large(path)
    if size != member.file_size:
        raise zipfile.BadZipFile(f"{member.filename}: {member.file_size} ≠ {size}")
    return size


def _inflated_size(stream: IO[bytes], packed: int, left: int, path: Path) -> int:
    """Return what a deflated member unpacks to, and stop as soon as it is more than what is left."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    while packed > 0 and not inflate.eof:
        data = stream.read(min(_CHUNK, packed))
        if not data:
            break
        packed -= len(data)
        while data and not inflate.eof:
            size += len(inflate.decompress(data, _CHUNK))
            data = inflate.unconsumed_tail
            if size > left:
                raise _too_large(path)
    while not inflate.eof and (rest := inflate.decompress(b"", _CHUNK)):
        size += len(rest)
        if size > left:
            raise _too_large(path)
    return size


def _too_large(path: Path) -> InputError:
    return InputError("archive_too_large", file=path.name, most=MOST_UNPACKED // 2**20, ratio=MOST_RATIO)
