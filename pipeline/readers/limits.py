"""How much a reader takes before it refuses: the guard against oversized and hostile input."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pipeline.errors import SettingsError

__all__ = ["RATIO_FLOOR", "ReadLimits"]

#: Unpacked size in bytes below which a compression ratio is nobody's concern: blank forms compress superbly.
RATIO_FLOOR = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Upper bounds for one input; what exceeds them is a ``DocumentTooLargeError`` for that input alone.

    Raises:
        SettingsError: a limit is negative, or zero where that would let nothing in.

    """

    #: Size in bytes of one document: a file, a member of an archive once unpacked, the XML inside a .docx.
    #: A PDF may hold as many characters.
    max_bytes: int = 64 << 20
    #: Members of one archive, those of archives inside it included; pages of one PDF.
    max_archive_members: int = 10_000
    #: Size in bytes of all that is read from one archive once unpacked; size of the archive itself.
    max_archive_bytes: int = 512 << 20
    #: Unpacked size divided by packed size, of a member and of a whole archive, from `RATIO_FLOOR` upwards.
    max_ratio: int = 200
    #: How deep archives may lie in an archive: 0 takes none inside another.
    max_depth: int = 2

    def __post_init__(self) -> None:
        for field in fields(self):
            least = 0 if field.name == "max_depth" else 1
            if getattr(self, field.name) < least:
                raise SettingsError(f"{field.name} must be at least {least}: {getattr(self, field.name)}")
