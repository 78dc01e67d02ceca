"""The wheel holds all that the checkout has: it answers in an empty environment, far from the sources."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new environment's folder of programs, the wheel installed in it.

    What the wheel depends on is lent by this environment through a path file, which adds its packages and
    none of its own path files: an editable install of the checkout is not seen through it.
    """
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    purelib = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(purelib.stdout.strip()) / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", "utf-8")
    return programs


def test_the_wheel_holds_what_the_product_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for tracked in ("ontology", "qualite_graph"):
        for path in (ROOT / tracked).rglob("*"):
            if path.is_file() and path.suffix not in (".pyc", ".py") and "__pycache__" not in path.parts:
                inside = path.relative_to(ROOT).as_posix()
                assert (inside if tracked == "qualite_graph" else f"qualite_graph/{inside}") in names, inside
    assert {"qualite_graph/streamlit_app.py", "qualite_graph/.streamlit/config.toml"} <= names
    assert not [name for name in names if name.startswith(("tests/", "frontend/"))]


def test_the_wheel_carries_both_licences(wheel: Path) -> None:
    texts = {
        name.rpartition("licenses/")[2]: zipfile.ZipFile(wheel).read(name).decode()
        for name in zipfile.ZipFile(wheel).namelist()
        if "licenses/" in name
    }
    assert "Apache License" in texts["LICENSE"]
    assert "Attribution 4.0 International" in texts["ontology/LICENSE"]


def test_the_installed_program_answers(installed: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"QUALITE_GRAPH_DATA": str(tmp_path / "data"), "LC_ALL": "fr_FR.UTF-8"}
    done = subprocess.run(
        [installed / "qualite-graph", "ask", "Q36", "--param", "process=R3"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "R4 Fabriquer les coffrets" in done.stdout
    where = subprocess.run(
        [installed / "python", "-c", "from qualite_graph.cli import start; print(start.script())"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    script = Path(where.stdout.strip())
    assert script.is_file()
    assert ROOT not in script.parents
