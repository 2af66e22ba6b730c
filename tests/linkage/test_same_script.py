"""Names in one script other than Latin are compared as they are written."""

import pytest

from broadhurst_linkage.encoding.same_script import are_in_one_script, rows_as_written
from broadhurst_linkage.matcher import Matcher

MATCHER = Matcher.default()


def levels(name: str, other: str) -> tuple[str, str]:
    """Return the words for the first names and for the surnames of two names."""
    bars = MATCHER.explain(*rows_as_written(name, other))["bars"]
    words = {bar["name"]: bar["words"] for bar in bars}
    return words["First name"], words["Surname"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Иванов Петр Сергеевич", "Петр Иванов"),
        ("احمد حسن", "أحمد حسن"),
        ("欧阳娜", "欧阳娜"),
        ("陈大文", "陳大文"),
        ("김민준", "김민준"),
    ],
)
def test_the_same_words_are_the_same_name(name: str, other: str) -> None:
    assert levels(name, other) == levels(other, name) == ("the same", "the same")


@pytest.mark.parametrize(
    ("name", "other", "first"),
    [
        ("رشيد لخم", "رشدي لخم", "different"),
        ("جمان دوبلال", "جوان دوبلال", "different"),
        ("אדר וייס", "הדר וייס", "different"),
        ("김준", "김수", "different"),
        ("陈伟", "陈强", "different"),
        ("陈伟", "陈玮", "sounds the same"),
        ("Александр Жуков", "Александра Жуков", "one letter apart"),
    ],
)
def test_other_words_are_another_name(name: str, other: str, first: str) -> None:
    assert levels(name, other) == (first, "the same")


def test_only_names_in_one_script_are_compared_as_written() -> None:
    assert are_in_one_script("Петр Жуков", "Анна Жукова")
    assert not are_in_one_script("Петр Жуков", "Petr Zhukov")
    assert not are_in_one_script("Петр Жуков", "رشيد لخم")
    assert not are_in_one_script("Ann Quill", "Ann Quill")
