"""The real server and a browser that may talk to it alone."""

import importlib.metadata
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).parents[3]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,Translate,MediaRouter",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
NEEDED = 60  # seconds for a busy machine to start or to draw


def chromium() -> str | None:
    """Return the path of the machine's Chromium, `None` when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


def installed() -> bool:
    """Tell whether the package is installed: Streamlit finds a component by its distribution alone."""
    return bool(list(importlib.metadata.distributions(name="qualite-graph")))


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=chromium(), headless=True, args=ARGUMENTS)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(data: Path, *, port: int | None = None, home: Path | None = None, **settings: str) -> Iterator[str]:
    """Serve the application over a data directory, or as some settings say; yield its address.

    Another `home` directory has other secrets.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    named = {f"QUALITE_GRAPH_{name.upper()}": value for name, value in settings.items()}
    environment = {**os.environ, "QUALITE_GRAPH_DATA": str(data), **named}
    if home is not None:
        environment["HOME"] = str(home)
    log = data.parent / "server.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT) as server,
    ):
        try:
            _wait(address, server, log)
            yield address
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(NEEDED * 10):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(log.read_text("utf-8", "replace"))


def ready(page: Page) -> None:
    """Wait until the run is over and nothing of the former one is left."""
    page.wait_for_selector(
        "[data-testid='stApp'][data-test-script-state='notRunning']", timeout=NEEDED * 1000
    )
    page.wait_for_selector("[data-testid='stAppSkeleton']", state="detached", timeout=NEEDED * 1000)


def node(page: Page, code: str) -> None:
    """Click a process of the map."""
    page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
    page.locator(f"[data-node='{code}']").first.click()
