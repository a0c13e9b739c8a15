"""Fetch the graph view's library into the package: `npm pack`, checked against a pinned digest.

    python tools/vendor_web.py

cytoscape.js is MIT-licensed; its licence is kept beside it. Nothing is built and nothing else is taken.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "cytoscape@3.33.1"
SHA256 = "f55947f3daa3bae53209d4b885c195c157f595c225e508a6b382598d9452d6e2"
TARGET = Path(__file__).resolve().parent.parent / "graph" / "web" / "static" / "vendor"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        script = (Path(folder) / "package/dist/cytoscape.min.js").read_bytes()
        if hashlib.sha256(script).hexdigest() != SHA256:
            raise SystemExit(f"{PACKAGE} is not what it was: digest differs from the pinned one")
        TARGET.mkdir(parents=True, exist_ok=True)
        (TARGET / "cytoscape.min.js").write_bytes(script)
        (TARGET / "cytoscape.LICENSE").write_bytes((Path(folder) / "package/LICENSE").read_bytes())
    print(f"{PACKAGE} in {TARGET.name}/")


if __name__ == "__main__":
    main()
