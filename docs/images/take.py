"""Takes the pictures of the documentation: the pages of the example, in French, as a reader sees them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

HERE: Final = Path(__file__).parent
PAGES: Final = ("cartographie",)
READY: Final = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SIZE: Final = {"width": 1440, "height": 900}


def main() -> None:
    """Serve the example from a directory of its own and take each page."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is needed: apt-get install chromium, or set CHROMIUM to its path.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "qualite_graph", "app", "--port", str(port), "--data", data]
        with subprocess.Popen(command) as server:
            try:
                _wait(port)
                _take(chromium, f"http://127.0.0.1:{port}")
            finally:
                server.terminate()


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit("the pages do not answer")


def _take(chromium: str, address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, locale="fr-FR", color_scheme="light")  # type: ignore[arg-type]
        for name in PAGES:
            page.goto(f"{address}/{name}")
            page.wait_for_selector(READY)
            page.wait_for_timeout(1500)  # the map draws itself after the page is there
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
