"""The committed bundles are what the sources make: nobody has to trust a built file."""

from __future__ import annotations

import filecmp
import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
ASSETS = ROOT / "qualite_graph" / "ui" / "components" / "assets"
NODE = shutil.which("node")
NPM = shutil.which("npm")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with the locked tools installed."""
    if not (FRONTEND.is_dir() and NODE and NPM):
        pytest.skip("the sources, node and npm are needed to rebuild the bundles")
    if (FRONTEND / "node_modules" / "esbuild").is_dir():
        return FRONTEND
    copy = tmp_path_factory.mktemp("build") / "frontend"
    shutil.copytree(FRONTEND, copy, ignore=shutil.ignore_patterns("node_modules"))
    install = [NPM, "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        subprocess.run(install, cwd=copy, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        pytest.skip(f"the locked build tools cannot be installed here: {failure}")
    return copy


def test_bundles_are_reproduced_byte_for_byte(sources: Path, tmp_path: Path) -> None:
    subprocess.run([str(NODE), "build.mjs", str(tmp_path)], cwd=sources, check=True, timeout=120)
    built = sorted(path.name for path in tmp_path.iterdir())
    assert built == sorted(path.name for path in ASSETS.iterdir())
    _, different, missing = filecmp.cmpfiles(ASSETS, tmp_path, built, shallow=False)
    assert (different, missing) == ([], [])


def test_geometry(sources: Path) -> None:
    done = subprocess.run(
        [str(NODE), "--test", "test/"], cwd=sources, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout


def test_lock_names_no_registry() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)


def test_bundles_call_no_other_host() -> None:
    for path in (*ASSETS.glob("*.js"), *ASSETS.glob("*.css")):
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, path.name
        assert "https://" not in text, path.name


def test_manifest_belongs_to_the_distribution_and_its_folders_exist() -> None:
    manifest = tomllib.loads((ROOT / "qualite_graph" / "pyproject.toml").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert manifest["project"] == {"name": project["name"], "version": project["version"]}
    for component in manifest["tool"]["streamlit"]["component"]["components"]:
        # One missing folder would break every component declared after it.
        assert (ROOT / "qualite_graph" / component["asset_dir"] / f"{component['name']}.js").is_file()
