"""How long a site takes to build, beside others: `uv run python benchmarks/build.py`.

Writes a made-up library, builds it from nothing, again without a change and again with one document
changed, each in a process of its own; and the same documents with MkDocs, Material and its search.
`uv run --with jieba --with zensical python benchmarks/build.py` measures Zensical, too, and lets
Material's search cut Chinese into words. `--serve` measures from saving a file to the page that is
served. Prints a Markdown table of medians; whole processes, wall and processor seconds.
"""

import argparse
import importlib.util
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus

PLAIN = """\
site_name: plain
site_url: https://example.org/
theme: {name: material, font: false, language: zh}
plugins: [{search: {lang: zh}}]
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.details, pymdownx.superfences]
nav: [index.md]
not_in_nav: "*.md"
validation: {links: {not_found: ignore, unrecognized_links: ignore}}
"""
PORT = 8799


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock, seconds of processors, mebibytes at its peak."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--serve", action="store_true")
    arguments = parser.parse_args()
    _run([sys.executable, "-m", "lawkb", "--help"], Path())  # compiles it
    print("| documents | what | wall s | CPU s | peak MiB |\n|---|---|---|---|---|")
    for documents in arguments.documents:
        with tempfile.TemporaryDirectory() as folder:
            library, plain = Path(folder, "library"), Path(folder, "plain")
            corpus.write(library, documents)
            _write_plain(library, plain)
            _table(documents, _measured(library, plain, arguments.runs))
            if arguments.serve:
                _serve(library, documents, arguments.runs)


def _measured(library: Path, plain: Path, runs: int) -> dict[str, list[Cost]]:
    """The costs of every kind of build, one of each in turn, so that a busy spell hits all alike."""
    steps: dict[str, Callable[[], Cost]] = {
        "lawkb, from nothing": lambda: _from_nothing(library),
        "lawkb, no change": lambda: _lawkb("build", library),
        "lawkb, one document changed": lambda: _changed(library),
        "lawkb check, from nothing": lambda: _forgetful(library),
        "lawkb check, one document changed": lambda: _changed(library, "check"),
        "MkDocs + Material + search, from nothing": lambda: _plain(plain, "mkdocs", "build", "-q"),
    }
    if importlib.util.find_spec("zensical"):
        steps["Zensical, from nothing"] = lambda: _plain(plain, "zensical", "build", "--clean")
    costs: dict[str, list[Cost]] = {name: [] for name in steps}
    for _ in range(runs):
        for name, step in steps.items():
            costs[name].append(step())
    return costs


def _table(documents: int, costs: dict[str, list[Cost]]) -> None:
    for name, found in costs.items():
        wall, cpu, peak = (
            statistics.median(getattr(cost, field) for cost in found)
            for field in ("wall", "cpu", "peak")
        )
        print(f"| {documents} | {name} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |", flush=True)


def _from_nothing(library: Path) -> Cost:
    _set_aside(library / "site")
    return _forgetful(library, "build")


def _forgetful(library: Path, command: str = "check") -> Cost:
    _set_aside(library / ".cache")
    return _lawkb(command, library)


def _plain(folder: Path, *words: str) -> Cost:
    for name in ("site", ".cache"):
        _set_aside(folder / name)
    return _run([sys.executable, "-m", *words], folder)


def _set_aside(path: Path) -> None:
    """Take a folder out of the way until the end.

    To delete it would make what follows slower: ext4 looks for a while at each deleted file before
    it creates one, which doubled the time of a build.
    """
    if path.exists():
        path.rename(Path(tempfile.mkdtemp(dir=path.parent.parent)) / path.name)


def _changed(library: Path, command: str = "build") -> Cost:
    path = random.choice(sorted((library / "guides").glob("*.md")))
    path.write_text(path.read_text(encoding="utf-8") + "\n再写一句。\n", encoding="utf-8")
    return _lawkb(command, library)


def _lawkb(command: str, library: Path) -> Cost:
    return _run([sys.executable, "-m", "lawkb", command], library)


def _run(command: list[str], folder: Path) -> Cost:
    """What a command took; it stops the benchmark if it fails, since then it did other work."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment()
    )
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {said.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - started, cpu, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """The environment, but that a program is compiled once, as everywhere, and not at each start.

    Installers compile other packages, not one that is worked on.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _serve(library: Path, documents: int, runs: int) -> None:
    """From saving a document to the page that is served, and to the site that is complete."""
    path = min((library / "guides").glob("*.md"))
    text = path.read_text(encoding="utf-8")
    id_ = re.search(r"^id: (\w+)", text, re.MULTILINE)
    assert id_
    command = [sys.executable, "-m", "lawkb", "serve", "--addr", f"127.0.0.1:{PORT}"]
    log = library / "serve.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            command, cwd=library, stdout=written, stderr=written, env=_environment()
        )
    try:
        _until(lambda: _get("") != "")
        shown, whole = [], []
        for number in range(runs):
            time.sleep(2)
            mark, started = f"第{number}次保存", time.perf_counter()
            path.write_text(f"{text}\n{mark}。\n", encoding="utf-8")
            _until(lambda mark=mark: mark in _get(f"{id_[1]}/"))
            shown.append(time.perf_counter() - started)
            _until(lambda number=number: _reloads(log) > number)
            whole.append(time.perf_counter() - started)
    finally:
        server.terminate()
        server.wait()
    for name, found in (("save to page served", shown), ("save to site complete", whole)):
        print(f"| {documents} | lawkb serve, {name} | {statistics.median(found):.2f} | | |")


def _reloads(log: Path) -> int:
    return log.read_text(encoding="utf-8", errors="replace").count("Reloading browsers")


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.01)


def _get(path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}") as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return ""


def _write_plain(library: Path, plain: Path) -> None:
    """The same documents for a generator that knows nothing of law: title and body."""
    docs = plain / "docs"
    docs.mkdir(parents=True)
    plain.joinpath("mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    docs.joinpath("index.md").write_text("# 首页\n", encoding="utf-8")
    for folder in corpus.FOLDERS.values():
        for path in (library / folder).glob("*.md"):
            _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
            title = re.search(r"^title: (.*)$", front, re.MULTILINE)
            assert title
            text = re.sub(r"\]\((\w+)\)", r"](\1.md)", body).replace("{{ hotline-12348 }}", "12348")
            docs.joinpath(path.name).write_text(f"# {title[1]}\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
