"""Set everything up and run: `python3 run.py` serves the site, `python3 run.py test` tests it.

Needs Python 3.11 and nothing else. Any other words go to the command `lawkb`:
`python3 run.py check`, `python3 run.py new guide`, `python3 run.py --help`.

It fetches uv into `.cache/` when the machine has none, since `pip install uv` is refused by the
Pythons of Debian and Homebrew, and `&&` by the PowerShell of Windows.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".cache" / "tools"
SCRIPTS = TOOLS / ("Scripts" if os.name == "nt" else "bin")
UV = SCRIPTS / ("uv.exe" if os.name == "nt" else "uv")


def main() -> int:
    """Run what the arguments say and give its exit status."""
    words = sys.argv[1:] or ["serve"]
    all_tests = ["--numprocesses=auto", "--dist=worksteal"]  # on all cores
    command = ["pytest", *(words[1:] or all_tests)] if words[0] == "test" else ["lawkb", *words]
    call = [
        find_uv(),
        "run",
        "--quiet",
        "--project",
        str(ROOT),
        "--python",
        sys.executable,
        *command,
    ]
    try:
        return subprocess.run(call, cwd=ROOT, check=False).returncode  # noqa: S603 - our own words
    except KeyboardInterrupt:
        return 130


def find_uv() -> str:
    """The uv of the machine, or one of our own."""
    found = shutil.which("uv")
    if found or UV.exists():
        return found or str(UV)
    print("第一次运行，正在准备工具（需要联网，约一分钟）……", flush=True)  # noqa: T201
    venv.create(TOOLS, with_pip=True, clear=True)
    python = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"]
    subprocess.run(install, check=True)  # noqa: S603 - our own words
    return str(UV)


if sys.version_info < (3, 11):  # noqa: UP036 - nothing has checked it before this file
    sys.exit(
        f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。请到 python.org 下载安装。"
    )
if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"没能装好工具：{error}。请检查网络后再试。Debian 和 Ubuntu 要先装 python3-venv。")
