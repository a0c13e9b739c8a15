"""Everything has a name in both languages."""

from __future__ import annotations

import pytest

from graph.library import TOPICS
from graph.model import MODEL
from graph.style import STYLES
from graph.web.wording import LANGUAGES, choose, ties_in, words_in


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_relationships_and_topics_have_names(language: str) -> None:
    words = words_in(language)
    assert all(words[f"label.{label}"] for label in STYLES)
    assert all(words[f"topic.{topic}"] for topic in TOPICS)
    assert set(ties_in(language)) == {kind.type for kind in MODEL.relationships}
    shown = {"Person", "Role", "Place", "Organization", "Program", "Indicator", "Report"}
    for kind in MODEL.relationships:
        for head, tail in kind.ends:
            if head in shown and (kind.type, head) != ("HAS_SECTION", "Report"):
                assert words[f"rel.{kind.type}.out"]
            if tail in shown:
                assert words[f"rel.{kind.type}.in"]


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        (None, None, "", "zh"), (None, None, "zh-CN,en;q=0.5", "zh"), (None, None, "en-GB,zh;q=0.9", "en"),
        (None, None, "fr", "zh"), ("en", "zh", "zh", "en"), ("x", "en", "zh", "en"), (None, "x", "en", "en"),
    ],
)  # fmt: skip
def test_the_language_is_what_was_asked_for_then_kept_then_accepted(
    asked: str | None, kept: str | None, accepted: str, language: str
) -> None:
    assert choose(asked, kept, accepted) == language
