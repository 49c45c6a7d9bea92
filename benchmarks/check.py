"""How long loading and checking take: `uv run python benchmarks/check.py [--documents 1000]`.

Writes a made-up library into a temporary folder, loads and checks it several times in one process,
and prints medians in seconds. It stops if the checks find an error, since then they did other work.
"""

import argparse
import datetime as dt
import statistics
import sys
import tempfile
import time
from pathlib import Path

import corpus

from lawkb import check, loading
from lawkb.rule import Severity


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        corpus.write(root, arguments.documents)
        loads, checks = [], []
        for _ in range(arguments.runs):
            started = time.perf_counter()
            library = loading.library(root, dt.date(2026, 11, 22))
            loaded = time.perf_counter()
            findings = check.run(library)
            checks.append(time.perf_counter() - loaded)
            loads.append(loaded - started)
        if errors := [found for found in findings if found.severity is Severity.ERROR]:
            sys.exit(f"the library is not sound: {errors[0]}")
        characters = sum(len(page.source.text) for page in library.pages)
    print(
        f"{arguments.documents} documents, {characters:,} characters, {arguments.runs} runs, medians"
    )
    print(f"load   {statistics.median(loads):.2f} s")
    print(f"check  {statistics.median(checks):.2f} s")


if __name__ == "__main__":
    main()
