"""Assembly of the extraction pipeline from its config."""

from __future__ import annotations

import gc
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy import util

from extractors.collector import collector_paused
from extractors.spans import register_extensions

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["CONFIG_PATH", "keep_loaded", "load"]

CONFIG_PATH = Path(__file__).with_name("config.cfg")

#: Modules whose import registers the factories that the config names.
_COMPONENT_MODULES = (
    "tokenizer",
    "words",
    "programs",
    "quantities",
    "places",
    "organizations",
    "roles",
    "persons",
    "overlaps",
    "indicator_people",
    "authors",
    "relations",
)


@cache
def load(config_path: Path = CONFIG_PATH) -> Language:
    """Load the extraction pipeline, once a process.

    Args:
        config_path: a spaCy config whose pipeline names components of this package.

    Returns:
        The assembled ``Language``; call it on a Doc that the pipeline package has prepared, or on plain text.

    """
    register_extensions()
    with collector_paused():  # all lexicons are kept, and each pass would walk them again
        for module in _COMPONENT_MODULES:
            import_module(f"extractors.{module}")
        config = util.load_config(config_path)
        language = util.load_model_from_config(config, auto_fill=True, validate=True)
    gc.freeze()  # as `keep_loaded` does, for the first report
    return language


@cache
def keep_loaded() -> None:
    """Spare the garbage collector what this process has loaded, which stays: it would walk it report after report.

    To be called once some report has been extracted, since the larger lexicons are read when they are first asked.
    """
    gc.freeze()


def blank() -> Language:
    """A char-level Chinese pipeline without components: what tests of a single component start from."""
    register_extensions()
    return spacy.blank("zh")
