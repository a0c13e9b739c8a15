"""Write extractors/data/homophones.tsv: the characters of GB 2312 grouped by their toneless reading.

Readings come from pypinyin (MIT), which is needed to build the table and not to use it.

    python -m tools.build_homophones
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parents[1] / "extractors" / "data" / "homophones.tsv"


def gb2312_characters() -> list[str]:
    """The 6,763 Chinese characters of GB 2312, in its order."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    decoded = (cell.decode("gb2312", errors="ignore") for cell in cells)
    return [char for char in decoded if char]


def main() -> None:
    """Group the characters by reading, and write one reading a line."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char in gb2312_characters():
        groups[pinyin(char, style=Style.NORMAL, errors="ignore")[0][0]].append(char)
    lines = [f"{reading}\t{''.join(chars)}" for reading, chars in sorted(groups.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
