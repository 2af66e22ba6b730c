"""The prose check finds words that Broadhurst does not use, wherever a person reads them."""

from pathlib import Path

import pytest

from prose.__main__ import HEADLESS, findings
from prose.texts import READERS, Text

PYTHON = '''"""Whoever asks is told."""
LABEL = TextField(label="Telephone", help_text="Ring the desk.")
refuse("It is not yours to see, or it is gone.")
'''
HTML = """<h1>What waits for you</h1>
<p>{% if a %}Send an e-mail{% endif %}</p>
<a href="#">Ring them</a>"""


@pytest.fixture
def written(tmp_path: Path) -> list[Text]:
    (tmp_path / "one.py").write_text(PYTHON)
    (tmp_path / "one.html").write_text(HTML)
    (tmp_path / "one.md").write_text("# Lately\n\n```\nanew\n```\nIt starts anew.")
    (tmp_path / "one.txt").write_text("{{ actor }} rang whom they wanted.")
    return [text for file in sorted(tmp_path.iterdir()) for text in READERS[file.suffix](file)]


def test_each_kind_of_text_is_read_and_each_word_found(written: list[Text]) -> None:
    wrong, in_code = findings(written)
    assert sum(in_code.values()) == 2, "the word, and the sentence that begins with it"
    assert {(text.kind, word.lower()) for text, word, _ in wrong} == {
        ("label", "telephone"),
        ("hint", "ring the"),
        ("message", "is not yours to"),
        ("heading", "what waits"),
        ("page", "e-mail"),
        ("link", "ring them"),
        ("docs", "lately"),
        ("docs", "anew"),
        ("event", "whom"),
    }


def test_what_to_write_instead_is_said(written: list[Text]) -> None:
    wrong, _ = findings(written)
    assert all(instead for _, _, instead in wrong)


@pytest.mark.parametrize(
    ("sentence", "is_headless"),
    [
        ("What of an entry is compared with another instance.", True),
        ("Of which some are gone.", True),
        ("What is a hit?", False),
        ("Return the candidates that share a key.", False),
    ],
)
def test_a_sentence_without_a_noun_is_found(sentence: str, is_headless: bool) -> None:
    assert bool(HEADLESS.match(sentence)) is is_headless
