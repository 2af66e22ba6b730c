"""Rows, blocking keys, levels and weights, without a database."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from broadhurst_linkage.blocking.index import CAP, Index
from broadhurst_linkage.blocking.rules import FEW, FEW_OF_A_DAY, FEWER, BlockingRule
from broadhurst_linkage.encoding import packed_text
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.matcher import Band, Matcher, rows_of
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.comparisons import COMPARISONS

SECRET = key_secret(b"0123456789abcdef0123456789abcdef")
MATCHER = Matcher.default()
JOHN = Record(
    first="John", middle="Paul", surname="Testerman", sex="m", born="1988-03-27",
    street="12 High Street", town="Leeds", postcode="LS1 4AB", phone="07700 900123",
    vehicle="AB12 CDE",
)  # fmt: skip
ENTRIES = {"first": "Jon", "surname": "Testermann", "born": "1988-03-27"}

letters = st.text("abcde", max_size=12)


def john_with(**changes: str) -> Record:
    return Record(**{name: getattr(JOHN, name) for name in Record.__slots__} | changes)


def level(name: str, one: Record, other: Record) -> str:
    """Return the words of one comparison in the waterfall."""
    words = next(comparison.words for comparison in COMPARISONS if comparison.name == name)
    explained = MATCHER.explain(MATCHER.row(one), MATCHER.row(other))
    return next(bar["words"] for bar in explained["bars"] if bar["name"] == words)


@settings(deadline=None)  # the first call compiles
@given(letters, letters)
def test_letters_apart_equal_the_levenshtein_distance(a: str, b: str) -> None:
    one, other = np.uint64(packed_text.pack_letters(a)), np.uint64(packed_text.pack_letters(b))
    distance = Levenshtein.distance(a, b)
    assert packed_text.within_one(one, other) == (distance <= 1)
    assert packed_text.within_two(one, other) == (distance <= 2)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_packed_name_unpacks(text: str) -> None:
    assert packed_text.unpack_letters(packed_text.pack_letters(text)) == text


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_differing_digits_are_counted(a: int, b: int) -> None:
    one, other = f"{a:015}", f"{b:015}"
    expected = sum(x != y for x, y in zip(one, other, strict=True))
    assert (
        packed_text.digits_differing(np.uint64(int(one, 16)), np.uint64(int(other, 16))) == expected
    )


CROSSED = "the other's surname or middle name"
SWAPPED = {"first": "Testermann", "surname": "John"}


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("first", {"first": "Johnny"}, "a form of the same name"),
        ("first", {"first": "J"}, "the same initial"),
        ("first", {"first": ""}, "not known on one side"),
        ("first", {"first": "Juohnee"}, "sounds the same"),
        (
            "first",
            {"first": "Testerman", "surname": "Otherby"},
            "the other's surname or middle name",
        ),
        ("first", SWAPPED, "the two names the other way round"),
        ("surname", SWAPPED, "the two names the other way round"),
        ("surname", {"surname": "Tastermin"}, "two letters apart, and sounds the same"),
        ("surname", {"surname": "Taostermaina"}, "sounds the same"),
        ("surname", {"surname": "John"}, "different"),
        ("surname", {"surname": "Testermam"}, "one letter apart"),
        ("surname", {"surname": "Testerman-Exampleton"}, "the same"),
        ("surname", {"surname": "Exampleton-Testerman"}, "one part the same"),
        ("born", {"born": "1988"}, "the same year, the day not known"),
        ("born", {"born": "1988-03-28"}, "one digit apart"),
        ("born", {"born": "1961-11-02"}, "different"),
        ("address", {"street": "12 High St", "postcode": "ls14ab"}, "the same house and postcode"),
        ("address", {"postcode": "LS1 4AX"}, "the same house nearby"),
        ("address", {"street": "12 High Steet", "postcode": ""}, "the same house nearby"),
        ("address", {"street": "12 Highstreet", "postcode": "LS9 9ZZ"}, "the same house nearby"),
        ("address", {"street": "12 Hill Street", "postcode": ""}, "the same district or town"),
        ("address", {"street": "12 High Road", "postcode": ""}, "the same district or town"),
        ("address", {"street": "12 High Steet", "town": "Truro", "postcode": ""}, "different"),
        ("address", {"postcode": "", "street": "", "town": ""}, "not known on one side"),
        ("phone", {"phone": "+44 7700 900124"}, "one digit apart"),
        ("vehicle", {"vehicle": "A812CDE"}, "the same but for O and 0 and their like"),
        ("vehicle", {"vehicle": "AB12CDF"}, "one character apart"),
    ],
)
def test_level_of_each_agreement(name: str, changes: dict[str, str], words: str) -> None:
    assert level(name, JOHN, john_with(**changes)) == words


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("Windradyne Crescent", "Windradine Cres", True),
        ("Windradyne Crescent", "Windradyne Crecsent", True),
        ("Windradyne Crescent", "Windradyne", True),
        ("Windradyne Crescent", "Windradyne Close", False),
        ("Clarence Lane", "Clarnce Lane", True),
        ("North Street", "South Street", False),
        ("Mill Road", "Hill Road", False),
        ("East Park Road", "West Park Road", False),
        ("St Johns Road", "Saint Johns Rd", True),
        ("High St North", "High Street North", True),
        ("Park Ave North", "Park Avenue North", True),
        ("Fawkner St, Leeds", "Fawkner Street", True),
        ("Fawkner Street Flat 2", "Fawknerstreet", True),
        ("Queens Way", "Queensway", True),
        ("High Street North", "High Street South", False),
        ("Wellington Road East", "Wellington Road West", False),
        ("Upper North Street", "Upper South Street", False),
        ("Upper Mill Road", "Upper Hill Road", False),
        ("Wellington Road, Leeds", "Wellington Street, Leeds", False),
        ("St Marys Road", "St Marks Road", False),
        ("Manchester Old Road", "Manchester New Road", False),
    ],
)
def test_misspelt_street_matches_and_another_street_does_not(
    one: str, other: str, are_one: bool
) -> None:
    sides = (john_with(street=f"3 {street}", postcode="") for street in (one, other))
    words = "the same house nearby" if are_one else "the same district or town"
    assert level("address", *sides) == words


def test_closer_addresses_weigh_more() -> None:
    place = next(at for at, item in enumerate(COMPARISONS) if item.name == "address")
    weights = MATCHER.model.weights[place, 1 : 1 + len(COMPARISONS[place].levels)].tolist()
    assert weights == sorted(weights, reverse=True)


def test_day_and_month_may_be_the_other_way_round() -> None:
    one, other = john_with(born="1988-03-07"), john_with(born="1988-07-03")
    assert level("born", one, other) == "day and month the other way round"


def test_the_first_of_january_is_often_a_guess() -> None:
    one, other, real = (
        john_with(born="1988-01-01"),
        john_with(born="1988-01-01"),
        john_with(born="1988-01-02"),
    )
    guessed = "the same first of January, which is often a guess"
    assert level("born", one, other) == guessed
    assert level("born", real, real) == "the same"


@pytest.mark.parametrize("changes", [{}, {"first": "Jonathan", "phone": ""}, ENTRIES])
def test_the_bars_add_up_to_the_weight(changes: dict[str, str]) -> None:
    explained = MATCHER.explain(MATCHER.row(JOHN), MATCHER.row(john_with(**changes)))
    total = explained["prior"] + sum(bar["weight"] for bar in explained["bars"])
    assert total == pytest.approx(explained["weight"], abs=1e-9)


def test_same_person_is_found_and_stranger_is_not() -> None:
    stranger = Record(first="Ann", surname="Othersson", born="1961-11-02", postcode="TR1 1AA")
    stored = [MATCHER.row(record).tobytes() for record in (stranger, john_with(**ENTRIES))]
    (hit,) = MATCHER.score(MATCHER.row(JOHN), rows_of(stored))
    assert (hit.index, hit.band) == (1, Band.NOTIFY)


def test_match_weighs_less_in_a_larger_register() -> None:
    row = MATCHER.row(JOHN)
    (small,), (large,) = (
        MATCHER.within(size).score(row, row.reshape(1, -1)) for size in (10, 10**7)
    )
    assert small.weight - large.weight == pytest.approx(np.log2(10))


def test_comparison_is_symmetric() -> None:
    one, other = MATCHER.row(JOHN), MATCHER.row(john_with(**ENTRIES))
    assert MATCHER.explain(one, other)["weight"] == MATCHER.explain(other, one)["weight"]


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "Testerman", "middle": "", "surname": "John"},
        {"surname": "Testermam", "born": "1988-27-03"},
        {"first": "", "middle": "", "surname": "", "born": "", "postcode": "", "vehicle": "A812CDE",
         "phone": ""},
        {"first": "", "middle": "", "surname": "", "born": "", "postcode": "", "vehicle": "",
         "phone": "07709900123"},
        {"first": "Rohn", "born": "1961-11-02", "postcode": "", "vehicle": "", "phone": ""},
        {"surname": "Gesterman", "born": "1961-11-02", "postcode": "", "vehicle": "", "phone": ""},
        {"first": "Jon", "surname": "Tesermann", "middle": "", "postcode": "", "vehicle": ""},
        {"first": "J", "middle": "", "born": "", "postcode": "", "vehicle": "", "phone": ""},
        {"first": "", "middle": "", "born": "", "postcode": "", "vehicle": "", "phone": ""},
    ],
)  # fmt: skip
def test_record_with_typing_errors_shares_a_key(changes: dict[str, str]) -> None:
    stored = {key for _, key in MATCHER.keys(MATCHER.row(JOHN), SECRET)}
    asked = {
        key for _, key in MATCHER.keys(MATCHER.row(john_with(**changes)), SECRET, for_query=True)
    }
    assert stored & asked


def test_strangers_share_no_key() -> None:
    stranger = Record(first="Ann", surname="Othersson", born="1961-11-02", postcode="TR1 1AA")
    stored = {key for _, key in MATCHER.keys(MATCHER.row(JOHN), SECRET)}
    asked = {key for _, key in MATCHER.keys(MATCHER.row(stranger), SECRET, for_query=True)}
    assert not stored & asked


def test_initial_makes_no_first_name_key() -> None:
    rules = {rule for rule, _ in MATCHER.keys(MATCHER.row(Record(first="J")), SECRET)}
    assert rules.isdisjoint(
        {BlockingRule.GIVEN, BlockingRule.NAMES, BlockingRule.FIRST_START, BlockingRule.FIRST_END}
    )


def test_one_of_two_full_names_is_not_a_key() -> None:
    stored = {key for _, key in MATCHER.keys(MATCHER.row(JOHN), SECRET)}
    namesake = MATCHER.row(Record(first="Wendy", surname="Testerman", born="1961-11-02"))
    assert stored.isdisjoint(key for _, key in MATCHER.keys(namesake, SECRET, for_query=True))


BORN = "1961-11-02"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record(first="J", surname="Testerman"), Record(first="John", surname="Testerman")),
        (Record(surname="Testerman"), Record(first="John", surname="Testerman")),
        (Record(surname="Testerman"), Record(first="John", surname="Jones-Testerman")),
        (Record(first="Zebedee"), Record(first="Zebedee", surname="Testerman")),
        (Record(surname="Zebedee"), Record(first="Zebedee", surname="Testerman")),
        (Record(first="William", surname="Testerman", born=BORN),
         Record(first="Testerman", surname="Bill", born=BORN)),
        (Record(first="William", surname="Testerman", postcode="TR1 1AA"),
         Record(first="Testerman", surname="Bill", postcode="TR1 9ZZ")),
        (Record(first="William", surname="Jones-Testerman", born="1961"),
         Record(first="Bill", surname="Testerman", born="1961")),
        (Record(first="Elizabeth", surname="Quilliam", born=BORN),
         Record(surname="Suilliam", born=BORN)),
        (Record(first="Anna", surname="Quilliam", born=BORN),
         Record(first="Ana", surname="Suilliam", born=BORN)),
        (Record(first="Anna", surname="Quilliam", born=BORN),
         Record(first="Nana", surname="Suilliam", born=BORN)),
        (Record(first="Zebedee", surname="Quilliam", born=BORN), Record(born=BORN)),
        (Record(first="Hong", surname="Suh"), Record(first="Hong", surname="Duh")),
        (Record(first="Hong", surname="Suh"), Record(first="Hong", surname="Sulh")),
        (Record(first="Hong", surname="Fyfe"), Record(first="Hong", surname="Fye")),
        (Record(first="Hong", surname="Runk"), Record(first="Hong", surname="Rusnk")),
        (Record(first="Hong", surname="Runks"), Record(first="Hong", surname="Runxks")),
        (Record(first="Hong", surname="Runkst"), Record(first="Hong", surname="Runxkst")),
        (Record(first="Hong", surname="Li"), Record(first="Hong", surname="Lix")),
        (Record(first="B", middle="Zebedee", surname="Quilliam"),
         Record(first="Bill", middle="Zebedee", surname="Quiliham")),
    ],
)  # fmt: skip
def test_records_share_a_key_in_either_order(one: Record, other: Record) -> None:
    rows = MATCHER.row(one), MATCHER.row(other)
    for stored, asked in (rows, rows[::-1]):
        keys = {key for _, key in MATCHER.keys(stored, SECRET)}
        assert keys & {key for _, key in MATCHER.keys(asked, SECRET, for_query=True)}


def test_date_of_birth_alone_is_a_key_in_a_small_register() -> None:
    query = MATCHER.row(Record(first="Zebedee", surname="Quilliam", born=BORN))
    stored = [MATCHER.row(Record(first="Ann", surname="Othersson", born=BORN))]
    for many, found in ((FEW_OF_A_DAY, FEW_OF_A_DAY), (FEW_OF_A_DAY + 1, 0)):
        for cap in (CAP, FEW_OF_A_DAY):
            index = Index.build(np.array(stored * many), SECRET, cap)
            result = index.check(query, SECRET, MATCHER.model, MATCHER.model.prior, -100.0)
            assert (len(result.rows), result.too_common) == (found, []), (
                "a skipped date of birth is not reported"
            )


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        (Record(born=BORN, postcode="TR1 1AA"),
         Record(first="Ann", surname="Othersson", born=BORN, postcode="TR1 9ZZ")),
        (Record(surname="Quilliam", born=BORN),
         Record(first="Anna", surname="Quillian", born=BORN)),
        (Record(first="Zebedek", surname="Smith", born=BORN),
         Record(first="Zebedel", surname="Quill", born=BORN)),
        (Record(first="Cenneth", surname="Epterson", born=BORN),
         Record(first="Kenneth", surname="Peterson", born=BORN)),
        (Record(first="Ann", surname="Smith", phone="07700000000"),
         Record(first="Wendy", surname="Othersson", phone="07700000000")),
    ],
)  # fmt: skip
def test_records_of_other_names_share_more_than_a_date_of_birth(
    asked: Record, stored: Record
) -> None:
    for query, row in ((asked, stored), (stored, asked)):
        index = Index.build(np.array([MATCHER.row(row)] * FEW), SECRET)
        result = index.check(MATCHER.row(query), SECRET, MATCHER.model, MATCHER.model.prior, -100.0)
        assert len(result.rows) == FEW > FEW_OF_A_DAY


def test_another_secret_makes_other_keys() -> None:
    row = MATCHER.row(JOHN)
    other = key_secret(b"another secret of thirty-two byt")
    assert not set(MATCHER.keys(row, SECRET)) & set(MATCHER.keys(row, other))


def test_common_key_needs_a_second_shared_key() -> None:
    alone = MATCHER.row(Record(first="J", surname="Testerman"))
    slip = MATCHER.row(Record(first="John", surname="Tesker"))
    born = MATCHER.row(Record(first="Jane", surname="Ottersman", born="1988-03-27"))
    for query, stored, found in (
        (Record(first="John", surname="Testerman"), [alone] * FEWER, FEWER),
        (Record(first="John", surname="Testerman"), [alone] * (FEWER + 1), 0),
        (JOHN, [alone] * (FEWER + 1), 0),
        (Record(first="John", surname="Testermam"), [slip] * FEW, FEW),
        (Record(first="John", surname="Testermam"), [slip] * (FEW + 1), 0),
        (JOHN, [born] * (FEW + 1), FEW + 1),
        (john_with(first="J"), [MATCHER.row(JOHN)] * (FEW + 1), FEW + 1),
    ):
        index = Index.build(np.array(stored), SECRET)
        result = index.check(MATCHER.row(query), SECRET, MATCHER.model, MATCHER.model.prior, -100.0)
        assert (len(result.rows), result.too_common) == (found, [])
