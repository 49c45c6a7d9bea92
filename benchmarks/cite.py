"""How fast citations are found: `uv run python benchmarks/cite.py [--characters 1000000]`.

Reads the site's own pages again and again until about so many characters have been read, several
times in one process, and prints the median. The number of citations is the same on every machine.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from lawkb import cite, loading
from lawkb.register import Register
from lawkb.snapshot import folders

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    register, texts = loading.register(ROOT), pages()
    once = sum(map(len, texts))
    texts *= max(1, round(arguments.characters / once))
    characters = sum(map(len, texts))
    counts, speeds = set(), []
    for _ in range(arguments.runs):
        started = time.perf_counter()
        counts.add(read(texts, register))
        speeds.append(characters / (time.perf_counter() - started))
    if len(counts) > 1:
        sys.exit(f"the same pages gave different citations: {sorted(counts)}")
    print(f"{len(texts)} pages, {characters:,} characters, {arguments.runs} runs, median")
    print(f"cite   {statistics.median(speeds):,.0f} characters/s")
    print(f"found  {counts.pop():,} citations")


def pages() -> list[str]:
    """The text of every page of the site."""
    files = sorted(file for folder in folders() for file in (ROOT / folder).rglob("*.md"))
    return [file.read_text(encoding="utf-8") for file in files]


def read(texts: list[str], register: Register) -> int:
    """The number of citations in all of the texts."""
    return sum(len(cite.find(text, register)) for text in texts)


if __name__ == "__main__":
    main()
