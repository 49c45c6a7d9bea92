"""The real site, built once, served on this machine, in a real browser."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
INSTALLED = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    Path(os.environ.get("PROGRAMFILES", "C:/")) / "Google/Chrome/Application/chrome.exe",
    Path(os.environ.get("PROGRAMFILES(X86)", "C:/")) / "Microsoft/Edge/Application/msedge.exe",
)
# The machine's own browser must neither update itself nor call home while a test counts requests.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site."""
    folder = tmp_path_factory.mktemp("site") / "site"
    command = [sys.executable, "-m", "lawkb", "build", "--strict", "--root", str(ROOT)]
    subprocess.run([*command, "--site-dir", str(folder)], check=True)  # noqa: S603
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; none is a skipped test, or a failed one where LAWKB_BROWSER=required."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    path = path or next((str(found) for found in INSTALLED if found.exists()), None)
    if path is None:
        message = "没有找到 Chromium、Chrome 或 Edge，浏览器测试没有跑"
        if os.environ.get("LAWKB_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A browser on a phone, with nothing kept from before."""
    context = browser.new_context(viewport=ViewportSize(width=390, height=844))
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A page on that phone."""
    return phone.new_page()
