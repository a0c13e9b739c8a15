"""Check the container files as far as that goes without a Docker engine.

    python docker/validate.py              schema, compose's own reading, the Dockerfile's linter, what is mounted
    python docker/validate.py --install    also run the Dockerfile's install steps in a clean folder (minutes, network)

The install steps are read from the Dockerfile: each RUN of its build stage, in its order, with what COPY brings and no
more, so that a file missing from .dockerignore's list or a package missing from requirements.txt shows here.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
COMPOSE = HERE / "compose.yaml"
DOCKERFILE = HERE / "Dockerfile"
#: Where the image has its virtual environment.
TARGET = "/opt/shutu"
#: Must not be in the image: another store's server, and what compiles.
UNWANTED = ("arcadedb_embedded", "jpype")
IMPORTS = (
    "flows.ingest",
    "flows.check",
    "flows.export",
    "flows.serving",
    "asyncpg",
    "graph.store",
    "extractors.language",
)


def main() -> int:
    """Run the checks; returns 1 where one fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--install", action="store_true", help="also run the Dockerfile's install steps")
    arguments = parser.parse_args()
    checks = [check_schema, check_compose, check_dockerfile, check_mounts, check_passwords]
    failed = 0
    for check in [*checks, *([check_install] if arguments.install else [])]:
        name = check.__name__.removeprefix("check_")
        try:
            check()
        except (subprocess.CalledProcessError, AssertionError, OSError) as error:
            failed += 1
            output = getattr(error, "output", None) or ""
            print(f"FAILED {name}: {error}\n{output}")  # noqa: T201
        else:
            print(f"ok     {name}")  # noqa: T201
    return 1 if failed else 0


def run(*command: str, **options: object) -> str:
    """Output of a command that must succeed."""
    done: subprocess.CompletedProcess[str] = subprocess.run(  # type: ignore[call-overload]
        command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options
    )
    return done.stdout


def tool(name: str) -> str:
    """A program of this virtual environment."""
    return str(Path(sys.executable).with_name(name))


def check_schema() -> None:
    """compose.yaml keeps to the Compose specification."""
    run(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(COMPOSE))


def resolved() -> dict[str, dict[str, dict[str, object]]]:
    """compose.yaml as Compose itself understands it."""
    shown = run(tool("docker-compose"), "-f", str(COMPOSE), "config", "--format", "json")
    return dict(json.loads(shown[shown.index("{") :]))


def check_compose() -> None:
    """Compose reads it, every service is limited, checked and restarted, and ports are on loopback only."""
    run(tool("docker-compose"), "-f", str(COMPOSE), "config", "-q")
    for name, service in resolved()["services"].items():
        assert service.get("restart") == "unless-stopped", f"{name} is not restarted"
        assert service["deploy"]["resources"]["limits"]["memory"], f"{name} has no memory limit"  # type: ignore[index]
        assert "healthcheck" in service or name == "worker", f"{name} has no health check"
        for port in service.get("ports", []):  # type: ignore[attr-defined]
            assert port["host_ip"] == "127.0.0.1", f"{name} is open to the network"


def check_dockerfile() -> None:
    """Hadolint has nothing to say; bases are pinned; the last stage runs without privileges."""
    run(tool("hadolint"), str(DOCKERFILE))
    text = DOCKERFILE.read_text("utf-8")
    for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE):
        assert re.search(r":\d+\.\d+\.\d+", image), f"{image} is not pinned"
    assert re.search(r"^USER \d+$", text.split("FROM")[-1], re.MULTILINE), "the image runs as root"
    assert "apt-get" not in text, "system packages in the image"


def check_mounts() -> None:
    """Every file and folder of the checkout that is mounted or copied is there."""
    for source in re.findall(r"^\s*- (\.\.?/[^:]+):", COMPOSE.read_text("utf-8"), re.MULTILINE):
        assert (HERE / source).exists(), f"{source} is mounted and not there"
    for sources, _ in copies(DOCKERFILE.read_text("utf-8")):
        for source in sources:
            assert (ROOT / source).exists(), f"{source} is copied and not there"
            assert included(source), f"{source} is copied, and .dockerignore leaves it out"


def check_passwords() -> None:
    """secrets.sh makes passwords once, readable by nobody else; compose.yaml holds none."""
    assert not re.search(
        r"(?i)(password|auth)\s*:\s*[\"']?(?!/run/secrets|\S*_FILE)[a-z0-9]{4,}", COMPOSE.read_text("utf-8")
    )
    with tempfile.TemporaryDirectory() as name:
        script = shutil.copy(HERE / "secrets.sh", name)
        run("sh", script)
        folder = Path(name) / "secrets"
        first = {path.name: path.read_text() for path in folder.iterdir()}
        run("sh", script)
        assert first == {path.name: path.read_text() for path in folder.iterdir()}, "passwords were replaced"
        assert set(first) == {"neo4j_auth", "postgres_password"}
        assert re.fullmatch(r"neo4j/\w{32}", first["neo4j_auth"])
        assert folder.stat().st_mode & 0o077 == 0, "others can enter the folder with the passwords"


def included(path: str) -> bool:
    """Whether .dockerignore lets `path` into the build; its last matching line counts."""
    verdict = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!")
        if fnmatch.fnmatch(path, pattern):
            verdict = line.startswith("!")
    return verdict


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Keyword and rest of each instruction, continued lines joined."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    for line in joined.splitlines():
        keyword, _, rest = line.strip().partition(" ")
        if keyword:
            yield keyword, rest.strip()


def copies(text: str) -> Iterator[tuple[list[str], str]]:
    """Sources and target of each COPY from the checkout."""
    for keyword, rest in instructions(text):
        if keyword == "COPY" and "--from" not in rest:
            parts = [part for part in rest.split() if not part.startswith("--")]
            yield parts[:-1], parts[-1]


def check_install() -> None:
    """The build stage's steps, run in a clean folder, make an environment in which everything can be imported."""
    stage = DOCKERFILE.read_text("utf-8").split("FROM")[1]
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "src", Path(name) / "opt"
        source.mkdir()
        environment = {
            "PATH": f"{target}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": name,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            **{key: value for key, value in os.environ.items() if key.startswith(("PIP_", "SSL_", "UV_"))},
        }
        for keyword, rest in instructions(stage.partition("\n")[2]):
            if keyword == "COPY":
                *sources, place = rest.split()
                for each in sources:
                    copy(
                        ROOT / each,
                        source / place / ("" if len(sources) > 1 else each if place == "./" else ""),
                    )
            elif keyword == "RUN":
                command = rest.replace(TARGET, str(target))
                run("bash", "-o", "pipefail", "-ec", command, cwd=source, env=environment)
        look = (
            "import importlib, importlib.util, sys\n"
            f"for name in {IMPORTS!r}: importlib.import_module(name)\n"
            f"sys.exit([n for n in {UNWANTED!r} if importlib.util.find_spec(n)] or None)\n"
        )
        run(f"{target}/bin/python", "-I", "-c", look, cwd=name, env=environment)
        shown = run(f"{target}/bin/shutu", "--help", cwd=name, env=environment)
        assert "serve" in shown, shown
        size = sum(
            path.stat().st_size for path in target.rglob("*") if path.is_file() and not path.is_symlink()
        )
        print(f"       the environment has {size / 1e6:.0f} MB")  # noqa: T201


def copy(source: Path, target: Path) -> None:
    """What COPY does, without what .dockerignore leaves out everywhere."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    elif target.is_dir():
        shutil.copy(source, target / source.name)
    else:
        shutil.copy(source, target)


if __name__ == "__main__":
    sys.exit(main())
