"""Names in two scripts are compared in one spelling, and only so."""

import numpy as np
import pytest

from broadhurst_linkage.encoding.rows import OTHER_SCRIPT, STREET, Row, marked_read, with_names
from broadhurst_linkage.encoding.two_scripts import rows_in_one_spelling
from broadhurst_linkage.matcher import Band, Matcher
from broadhurst_linkage.names import is_latin
from broadhurst_linkage.records import Record

MATCHER = Matcher.default()
BORN = "1988-03-27"


def pair(name: str, other: str, born: str = "") -> tuple[Row, Row]:
    named = rows_in_one_spelling(name, Record.of_name(name), other, Record.of_name(other))
    assert named
    rows = [MATCHER.row(Record.of_name(one, born=born)) for one in (name, other)]
    mine, theirs = (
        row if is_latin(one) else marked_read(row)
        for one, row in zip((name, other), rows, strict=True)
    )
    return with_names(mine, named[0]), with_names(theirs, named[1])


def band(name: str, other: str, born: str = "") -> Band:
    mine, theirs = pair(name, other, born)
    scored = MATCHER.score(mine, theirs.reshape(1, -1))
    return scored[0].band if scored else Band.NOTHING


def test_both_keep_their_side_and_their_script() -> None:
    mine, theirs = pair("Михаил Горшков", "Mikhail Gorshkov")
    assert mine[STREET] & OTHER_SCRIPT
    assert not theirs[STREET] & OTHER_SCRIPT
    turned = pair("Mikhail Gorshkov", "Михаил Горшков")
    assert (np.array([mine, theirs]) == np.array(turned[::-1])).all()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Михаил Горшков", "Mikhail Gorshkov"),
        ("Горшков Михаил Сергеевич", "Mikhail Gorshkov"),
        ("حسن الأنصاري", "Hassan Alansari"),  # the article is a part of the Latin name
        ("حسن الكثيري", "Hsn Lkthyry"),  # and without vowels
        ("עדן ברמן", "Dn Vrmn"),  # letter by letter, without vowels
    ],
)
def test_one_name_in_two_scripts_is_told_without_a_date_of_birth(name: str, other: str) -> None:
    assert band(name, other) is band(other, name) is Band.NOTIFY


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Поликарп Данилов", "Polikarp Panfilov"),  # two letters apart
        ("Гаврила Бирюков", "Gavrila Borisov"),  # the same consonants but one
        ("София Борисов", "Sofiya Burov"),
        ("Нонна Алексеев", "Nina Alekseev"),
    ],
)
def test_a_name_that_only_looks_alike_is_no_match_without_a_date(name: str, other: str) -> None:
    assert band(name, other) is band(other, name) is Band.NOTHING


def test_a_slip_in_one_script_is_told_if_the_dates_agree() -> None:
    assert band("Поликарп Данилов", "Polikarp Danislov", BORN) is Band.NOTIFY


@pytest.mark.parametrize(("name", "other"), [("Ann Quill", "Ann Quill"), ("刘建国", "Jianguo Liu")])
def test_other_names_have_no_other_spelling(name: str, other: str) -> None:
    assert not rows_in_one_spelling(name, Record.of_name(name), other, Record.of_name(other))


def test_a_name_without_vowels_is_not_taken_for_a_chinese_one() -> None:
    one, other = (MATCHER.row(Record("Mlk", "", name, born=BORN)) for name in ("Rvyn", "Rvyv"))
    assert MATCHER.score(one, other.reshape(1, -1))[0].band is Band.NOTIFY
