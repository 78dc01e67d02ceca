"""A disk that fills up and has room again: nothing half-written, and the store writes again by itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCENARIO = """
import resource, sys
from pathlib import Path
from qualite_graph.errors import StoreError
from qualite_graph.store import Dataset, EmbeddedStore

def asked(text):
    return b"true" in store.query(text, Dataset(("urn:g",))).serialize("json")

store = EmbeddedStore.open(Path(sys.argv[1]))
store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }")
most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, most))
for _ in range(2):
    try:
        store.update(f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:a> <urn:b> '{'x' * 50_000}' , 2 }} }}")
    except StoreError as error:
        print("refused")
assert asked("ASK { <urn:a> <urn:b> 1 }") and not asked("ASK { <urn:a> <urn:b> 2 }")
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 3 } }")
assert asked("ASK { <urn:a> <urn:b> 3 }") and not asked("ASK { <urn:a> <urn:b> 2 }")
print("written", store.version)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_full_disk_stops_writes_only_while_it_is_full(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCENARIO, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["refused", "refused", "written", "2"]
