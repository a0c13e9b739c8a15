"""Pin and hash the requirements, for every platform at once. Run by `make requirements`.

uv resolves (it reads no lock file of its own here); the results are plain requirements files for pip.
No index is named in them. What is pinned stays pinned where it can; with ``--upgrade`` everything is resolved anew.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Made by `make requirements`. Edit pyproject.toml or requirements/*.in instead.\n"


def lock(inputs: list[str], output: str, constraint: str | None = None) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
               "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-strip-extras", "--no-header", "--no-annotate"]  # fmt: skip
    if constraint:
        command += ["--constraint", constraint]
    command += [*sys.argv[1:], "--output-file", output]
    subprocess.run([*command, *inputs], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    text = (ROOT / output).read_text("utf-8").removeprefix(HEADER)
    (ROOT / output).write_text(HEADER + text, "utf-8")
    print(f"{output}: {sum(1 for line in text.splitlines() if line and line[0].isalnum())} packages")


def main() -> None:
    # setuptools builds the editable install without build isolation, so that it is pinned too.
    lock(["pyproject.toml", "requirements/build.in"], "requirements.txt")
    lock(["requirements/dev.in"], "requirements-dev.txt", constraint="requirements.txt")
    lock(["requirements/bench.in"], "requirements-bench.txt", constraint="requirements.txt")


if __name__ == "__main__":
    main()
