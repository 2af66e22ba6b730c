"""Names of every origin: shared religious names tell nothing, spellings of one name are found."""

import numpy as np
import pyarrow as pa
import pytest

from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.encoding.rows import Row
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.names import canonical, tokens
from broadhurst_linkage.records import Record

MATCHER = Matcher.default()
BORN = "1988-03-27"


def rows(name: str, born: str = "") -> list[Row]:
    return [MATCHER.row(record) for record in Record.readings_of(name, born=born)]


def told(name: str, other: str, born: str = "") -> bool:
    pairs = ((mine, theirs) for mine in rows(name, born) for theirs in rows(other, born))
    return any(MATCHER.tells(one.reshape(1, -1), two.reshape(1, -1)) for one, two in pairs)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Mohammed Kabir Mridhan", "Mohammed Mahbub Mridhan"),
        ("Md Zahirul Howladen", "Md Rezaul Howladen"),
        ("Syed Hafsa Moghulin", "Syed Rukhsana Moghulin"),
        ("Huw Elwyn ap Rhys", "Rhys Elwyn ap Rhys"),
        ("Yousef Youssef Saadin", "Rashid Youssef Saadin"),
        ("Koh Beng Tiat", "Koh Beng Siong"),
        ("Chow Chung Hin", "Chow Chung Sun"),
        ("Ka Ming Leung", "Ka Wing Leung"),
        ("Chien-liang Kuo", "Chien-en Kuo"),
    ],
)
def test_relatives_with_a_shared_name_are_no_hit(name: str, other: str) -> None:
    assert not told(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Chan Tai Man", "Chen Dawen"),
        ("Tan Tai Boon", "CHAN, Tai-man"),
        ("Hsieh Chih-ming", "Xie Zhiming"),
        ("Peter Chan Tai Man", "Tai Man Chan"),
        ("Au Yeung Ka Ming", "Ouyang Jiaming"),
        ("Lee Hsien Loong", "Li Xianlong"),
        ("Máire Ní Bhriain", "Máire O'Brien"),
        ("Seán Ó Murchú", "Sean Murphy"),
        ("Siobhán Nic Cárthaigh", "Siobhan McCarthy"),
        ("Dafydd ap Rhys", "Dafydd Price"),
        ("Siân Llwyd", "Sian Lloyd"),
        ("Callum MacFinlaggan", "Calum McFinlaggan"),
        ("Mohammed Imran Khan", "Imran Khan"),
        ("Alhaji Musa Bello", "Musa Bello"),
    ],
)
def test_two_writings_of_one_name_are_found_with_the_date_of_birth(name: str, other: str) -> None:
    assert told(name, other, BORN)
    assert told(other, name, BORN)


@pytest.mark.parametrize(
    ("name", "is_chinese"),
    [
        ("Chan Tai Man", True), ("Ng Siew Hoon", True), ("Jiahao Wang", True),
        ("Tina Lee", False), ("Ann Young", False), ("Jan Tang", False), ("Mary Long", False),
        ("Ali Chowdhury", False), ("Kim Min-jun", False), ("Nguyen Van Minh", False),
    ],
)  # fmt: skip
def test_only_chinese_names_are_read_as_mandarin(name: str, is_chinese: bool) -> None:
    (record, *_) = Record.readings_of(name)
    assert record.first.startswith("'") == is_chinese


def test_a_reading_is_read_again_as_itself() -> None:
    for record in Record.readings_of("Wong Ka Lam"):
        assert record.readings() == [record]


def test_common_letters_of_mandarin_family_names_are_two_families() -> None:
    assert not told("Jianguo Huang", "Jianguo Jiang")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Seán Ó Dunveagh", ["sean", "odunveagh"]),
        ("Sean O Brien", ["sean", "obrien"]),
        ("John O Smith", ["john", "o", "smith"]),
        ("Bríd Uí Mhurchú", ["brid", "omurchu"]),
        ("Ni Wei", ["wei"]),
    ],
)
def test_irish_surnames_of_two_words_are_one_name(name: str, words: list[str]) -> None:
    assert tokens(name) == words


def test_mac_and_mc_are_one_name() -> None:
    assert canonical("macfinlaggan") == canonical("mcfinlaggan") == "mcfinlaggan"


def test_a_register_is_encoded_like_single_records() -> None:
    people = [
        Record("Mohammed", "Imran", "Khan"), Record("Mohammed Imran", "", "Khan"),
        Record("Md", "", "Khan"), Record("Ka Ming", "", "Chan"), Record("Ann", "", "Young"),
        Record("Peter", "Tai Man", "Chan"), Record("Dafydd", "", "ap Rhys"), Record("", "", "Chan"),
        Record("Syed", "I", "Shah"), Record("Xiaoming", "", "Li", born=BORN, town="Bolton"),
    ]  # fmt: skip
    table = pa.table({
        field: [getattr(person, field) for person in people]
        for field in ("first", "middle", "surname", "born", "town")
    })  # fmt: skip
    assert (rows_of_table(table) == np.array([MATCHER.row(person) for person in people])).all()
