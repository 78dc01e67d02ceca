"""SPARQL servers for tests: started on free ports of this machine, stopped by their own process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"the server stopped: {process.returncode}"
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


@contextmanager
def oxigraph(directory: Path | None = None, port: int | None = None) -> Iterator[str]:
    """Run the `oxigraph` server, in memory or in a directory; yield the address of its queries."""
    chosen = port or free_port()
    program = Path(sys.executable).with_name("oxigraph")
    place = ["--location", str(directory)] if directory else []
    process = subprocess.Popen(
        [str(program), "serve", "--bind", f"127.0.0.1:{chosen}", *place], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{chosen}/query?query=ASK%7B%7D", process)
        yield f"http://127.0.0.1:{chosen}/query"
    finally:
        process.terminate()
        process.wait(30)


VIRTUOSO_INI = """\
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
ErrorLogLevel = 7
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {place}/virtuoso-temp.db
TransactionFile = {place}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{isql}
ServerThreads = 20
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {place}
ServerThreads = 10
[SPARQL]
MaxQueryCostEstimationTime = 0
[Client]
SQL_QUERY_TIMEOUT = 0
"""


def has_virtuoso() -> bool:
    return shutil.which("virtuoso-t") is not None


@contextmanager
def virtuoso(directory: Path) -> Iterator[str]:
    """Run Virtuoso 7 in a directory of its own; yield the address of its queries. Its owner is dba, dba."""
    isql, http = free_port(), free_port()
    ini = directory / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(place=directory, isql=isql, http=http), "utf-8")
    process = subprocess.Popen(
        ["virtuoso-t", "+configfile", str(ini), "+foreground", "+wait"],
        cwd=directory,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def command(text: str, *, check: bool = True) -> None:
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{isql}", "dba", "dba", f"exec={text}"],
            check=check,
            capture_output=True,
            timeout=60,
        )

    try:
        wait_for(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%3Fs+%3Fp+%3Fo%7D", process)
        command('GRANT SPARQL_UPDATE TO "SPARQL";')
        yield f"http://127.0.0.1:{http}/sparql-auth"
    finally:
        command("SHUTDOWN;", check=False)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
