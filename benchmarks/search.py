"""What a search costs a reader: `uv run python benchmarks/search.py [--documents 1000] [--queries FILE]`.

Builds the search index of a made-up library whose documents have some 1,200 characters each, serves
it with gzip, and asks real-sized questions in headless Chromium, each in a fresh browser context.
Prints the bytes before the box is used, of the first question and of later ones, the time of a
question whose scripts are there, and the time and memory of the build. With `--quality FILE` it asks
the project's own library instead: a JSON line each with `query` and `topics`, the topic paths of
which a document must be found.
"""

import argparse
import datetime as dt
import functools
import gzip
import http.server
import json
import random
import resource
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import corpus
from playwright.sync_api import Page, sync_playwright

from lawkb import loading
from lawkb.library import Library
from lawkb.publish.manifest import Manifest
from lawkb.publish.revision import Revision

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 11, 22)
LENGTH = 1200
ALIKE, RARE = 0.6, 0.2
"""The share of sentences about the matter, and of those with a word that is nowhere else."""

QUESTION = range(10, 35)
"""Characters of a question."""

KINDS = {"guide": ("guides", "g"), "case": ("cases", "c"), "faq": ("content/faq", "q")}
ASKED = 40
"""Questions for each figure."""

TIMED = """async (typed) => {
    await lawkb.engine.search(typed);
    const started = performance.now();
    const found = await lawkb.engine.search(typed);
    const time = performance.now() - started;
    return [time, found.hits.length];
}"""


def write(root: Path, documents: int, seed: int = 0) -> None:
    """Write a library of that many documents.

    Each mixes sentences about one matter with words of its own: without these, ten thousand
    documents would have no more words than sixty.
    """
    random_, own = random.Random(seed), corpus.sentences()
    shutil.copytree(ROOT / "content/_data", root / "content/_data")
    root.joinpath("content/_data/queries.yml").write_text("queries: []\n", encoding="utf-8")
    topics = [*loading.library(ROOT, TODAY).topics]
    chars = [*dict.fromkeys("".join(own))]
    for number in range(documents):
        kind = random_.choice([*KINDS])
        folder, prefix = KINDS[kind]
        path = root / folder / f"d{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            _document(kind, f"{prefix}{number:04d}", own, chars, topics, random_), "utf-8"
        )


def _document(
    kind: str, id_: str, own: list[str], chars: list[str], topics: list[str], random_: random.Random
) -> str:
    start = random_.randrange(len(own))
    near = [own[(start + step) % len(own)] for step in range(60)]
    lines, length = [], 0
    while length < LENGTH:
        sentence = random_.choice(near if random_.random() < ALIKE else own)
        if random_.random() < RARE:
            sentence = "".join(random_.choices(chars, k=3)) + sentence
        lines.append(sentence)
        length += len(sentence)
    parts = [lines[at : at + 6] for at in range(0, len(lines), 6)]
    body = "\n\n".join(f"## {random_.choice(near)[:18]}\n\n{'。'.join(part)}" for part in parts)
    title = random_.choice(near)[:24].replace(":", "").replace("#", "")
    return (
        f"---\nid: {id_}\ntype: {kind}\ntitle: “{title}”\nplain_title: “{random_.choice(near)[:20]}”\n"
        f"summary: “{random_.choice(near)}”\ntopics: [{', '.join(random_.sample(topics, 2))}]\n"
        "audience: [法律顾问]\nlevel: 顾问\nregion: 全国\nstatus: 已发布\nauthors: [测速]\n"
        "published: 2026-01-01\nchanges:\n  - {date: 2026-01-01, note: 首次发布}\nlaw_as_of: 2026-01-01\n"
        + {"guide": "services: [咨询]\n", "case": "provenance: 改编示例\n", "faq": ""}[kind]
        + f"---\n\n{body}\n"
    )


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with gzip and counts what travels."""

    sent = 0

    def do_GET(self) -> None:
        """Answer a request."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        if "/search/" in self.path:
            Server.sent += len(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


def build(root: Path, site: Path) -> Library:
    """Build the search of a library into a folder, with a page that holds nothing but the box."""
    library = loading.library(root, TODAY)
    # What a build does anyway and search only looks at.
    for page in library.pages:
        library.index.law_state(page)
        assert page.sections is not None
    started = time.perf_counter()
    total = 0
    for uri, content in Revision(library.search, Manifest(site, root / "none")).scripts():
        path = site / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        total += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"build  {time.perf_counter() - started:.1f} s, {total} files, process at most {memory:.0f} MiB"
    )
    shutil.copytree(ROOT / "content/assets", site / "assets", dirs_exist_ok=True)
    header = (
        '<!doctype html><meta charset="utf-8"><form class="lk-search" action="../topics/" '
        'data-results="../search/" data-assets="../assets/search/"><input id="lk-q"></form>'
        '<p id="{}"></p><script src="../assets/lawkb.js" defer></script>'
    )
    site.joinpath("search/index.html").write_text(header.format("lk-results"), encoding="utf-8")
    site.joinpath("page").mkdir()
    site.joinpath("page/index.html").write_text(header.format("none"), encoding="utf-8")
    return library


def questions(seed: int = 1) -> list[str]:
    """Sentences as long as questions are, which the library does know."""
    asked = [sentence for sentence in corpus.sentences() if len(sentence) in QUESTION]
    random.Random(seed).shuffle(asked)
    return asked[: 2 * ASKED]


def measure(address: str, browser_page: Iterator[Page]) -> None:
    """Ask and print."""
    asked = questions()
    page = next(browser_page)
    Server.sent = 0
    page.goto(f"{address}/page/", wait_until="networkidle")
    print(f"before the box is used  {Server.sent} bytes")
    first, later, times = [], [], []
    for number, typed in enumerate(asked[:ASKED]):
        page = next(browser_page)
        Server.sent = 0
        _ask(page, address, typed)
        first.append(Server.sent)
        if number < ASKED // 2:
            page.fill("#lk-q", asked[ASKED + number])
            Server.sent = 0
            page.keyboard.press("Enter")
            page.wait_for_timeout(300)
            page.wait_for_load_state("networkidle")
            later.append(Server.sent)
        times.append(page.evaluate(TIMED, typed)[0])
    _row("first question, bytes", first)
    _row("later question, bytes", later)
    _row("question, milliseconds", times)


def _ask(page: Page, address: str, typed: str) -> None:
    page.goto(f"{address}/search/?q={typed}")
    page.wait_for_selector(".lk-summary", timeout=60_000)
    page.wait_for_load_state("networkidle")


def _row(name: str, values: list[float]) -> None:
    cuts = statistics.quantiles(values, n=20)
    print(f"{name}  median {cuts[9]:,.0f}  p90 {cuts[17]:,.0f}  p95 {cuts[18]:,.0f}")


def quality(file: Path) -> None:
    """How well the project's own library answers questions whose topics are known."""
    library = loading.library(ROOT, TODAY)
    have = {topic for page in library.listed if page.entry for topic in page.entry.topics}
    places, empty = [], 0
    for line in file.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        found = library.search.documents(asked["query"])
        empty += not found
        if have.isdisjoint(asked["topics"]):
            continue
        topics = ({*page.entry.topics} if page.entry else set() for page in found)
        places.append(next((n for n, has in enumerate(topics, 1) if has & {*asked["topics"]}), 0))
    hit = sum(0 < place <= 5 for place in places) / len(places)  # noqa: PLR2004 - the first five
    rank = sum(1 / place for place in places if place) / len(places)
    print(
        f"{len(places)} questions with content, first five {hit:.1%}, MRR {rank:.3f}, empty {empty}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--quality", type=Path, help="questions with their topics, JSON lines")
    parser.add_argument("--browser", default=shutil.which("chromium"))
    arguments = parser.parse_args()
    if arguments.quality:
        quality(arguments.quality)
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, site = Path(folder, "library"), Path(folder, "site")
        write(root, arguments.documents)
        library = build(root, site)
        characters = statistics.mean(len(page.source.body) for page in library.listed)
        print(f"{len(library.listed)} documents of {characters:.0f} characters")
        handler = functools.partial(Server, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=arguments.browser, args=["--no-sandbox"]
        )
        pages = (browser.new_context().new_page() for _ in iter(int, 1))
        measure(f"http://127.0.0.1:{server.server_port}", pages)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
