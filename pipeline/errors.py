"""Everything that can go wrong, as one tree.

    ShutuError
    ├── SettingsError               a setting is wrong, or two of them contradict each other
    ├── InputError                  one input cannot be used; the others go on
    │   ├── NotFoundError           no such file or folder
    │   ├── UnreadableError         the system does not hand it out: permissions, a loop of links, a device
    │   ├── UnsupportedFormatError  a kind of file that no reader takes
    │   ├── EmptyDocumentError      nothing to read in it, or a scan without a text layer
    │   ├── DamagedDocumentError    truncated, or not what its extension says
    │   ├── EncryptedDocumentError  needs a password
    │   ├── UndecodableTextError    no known encoding fits
    │   ├── DocumentTooLargeError   over the size limit, a zip bomb included
    │   ├── UnsafeArchiveError      an archive member that points out of the archive
    │   └── ExtractionError         it was read, and then a fault of shutu's own came up
    ├── StoreError                  the graph store
    │   ├── StoreUnavailableError   cannot be reached, started, or is the wrong version
    │   ├── StoreAuthError          refused the user or the password
    │   ├── StoreLockedError        another process holds it and does not answer
    │   ├── StoreFullError          no space left where the graph is kept
    │   ├── ReadOnlyError           a query that writes, without --write
    │   └── QueryError              a query the store cannot run
    └── FlowError                   a scheduled run cannot go on

A message says what was wrong, where, and what to do. ``code`` is stable, so that it can be searched for
and machine-read (quarantine files carry it).
"""

from __future__ import annotations

__all__ = [
    "DamagedDocumentError",
    "DocumentTooLargeError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "ExtractionError",
    "FlowError",
    "InputError",
    "NotFoundError",
    "QueryError",
    "ReadOnlyError",
    "SettingsError",
    "ShutuError",
    "StoreAuthError",
    "StoreError",
    "StoreFullError",
    "StoreLockedError",
    "StoreUnavailableError",
    "UndecodableTextError",
    "UnreadableError",
    "UnsafeArchiveError",
    "UnsupportedFormatError",
]


class ShutuError(Exception):
    """Base of all errors that shutu raises on purpose."""

    code = "shutu"


class SettingsError(ShutuError):
    """A setting is wrong, or two of them contradict each other."""

    code = "settings"


class InputError(ShutuError):
    """One input cannot be used; the others go on.

    `source` names it as the user did; `reason` and `hint` say why and what to do.
    """

    code = "input"

    def __init__(self, source: str, reason: str, hint: str = "") -> None:
        self.source = source
        self.reason = reason
        self.hint = hint
        super().__init__(f"{source}: {reason}" + (f" ({hint})" if hint else ""))

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        """Cross process boundaries whole: workers raise these too."""
        return type(self), (self.source, self.reason, self.hint)


class NotFoundError(InputError):
    """No such file or folder."""

    code = "not-found"


class UnreadableError(InputError):
    """The system does not hand it out: permissions, a loop of links, a device."""

    code = "unreadable"


class UnsupportedFormatError(InputError):
    """A kind of file that no reader takes."""

    code = "unsupported-format"


class EmptyDocumentError(InputError):
    """Nothing to read in it, or a scan without a text layer."""

    code = "empty"


class DamagedDocumentError(InputError):
    """Truncated, or not what its extension says."""

    code = "damaged"


class EncryptedDocumentError(InputError):
    """Needs a password."""

    code = "encrypted"


class UndecodableTextError(InputError):
    """No known encoding fits."""

    code = "undecodable"


class DocumentTooLargeError(InputError):
    """Over the size limit, a zip bomb included."""

    code = "too-large"


class UnsafeArchiveError(InputError):
    """An archive member that points out of the archive."""

    code = "unsafe-archive"


class ExtractionError(InputError):
    """It was read, and then a fault of shutu's own came up."""

    code = "extraction"

    @classmethod
    def of(cls, source: str, fault: Exception) -> ExtractionError:
        """The error of a source that `fault` came up with."""
        reason = f"shutu failed on it: {type(fault).__name__}: {fault}"
        return cls(source, reason[:500], "report this with the file")


class StoreError(ShutuError):
    """The graph store."""

    code = "store"


class StoreUnavailableError(StoreError):
    """Cannot be reached, started, or is the wrong version."""

    code = "store-unavailable"


class StoreAuthError(StoreError):
    """Refused the user or the password."""

    code = "store-auth"


class StoreLockedError(StoreError):
    """Another process holds it and does not answer."""

    code = "store-locked"


class StoreFullError(StoreError):
    """No space left where the graph is kept."""

    code = "store-full"


class ReadOnlyError(StoreError):
    """A query that writes, without --write."""

    code = "read-only"


class QueryError(StoreError):
    """A query the store cannot run."""

    code = "query"


class FlowError(ShutuError):
    """A scheduled run cannot go on."""

    code = "flow"
