"""Names of every origin: shared religious names tell nothing, spellings of one name are found."""

import numpy as np
import pyarrow as pa
import pytest

from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.encoding.rows import Row, marked_read
from broadhurst_linkage.matcher import Band, Matcher
from broadhurst_linkage.names import canonical, is_latin, tokens
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.desk_decides import TURNED_UNDATED

MATCHER = Matcher.default()
BORN = "1988-03-27"


def rows(name: str, born: str = "") -> list[Row]:
    made = [MATCHER.row(record) for record in Record.readings_of(name, born=born)]
    return made if is_latin(name) else [marked_read(row) for row in made]


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
        ("Chief Tunde Balogun", "Babatunde Balogun"),
        ("Haji Mohammed Iqbal Khan", "Mohammed Iqbal Khan"),
        ("Sheikh Omar Haddad", "Omar Haddad"),
        ("Dr Ngozi Eze", "Mrs Ngozi Eze"),
        ("Bethany May Holloway", "Holloway Bethany May"),
        ("Bethany Holloway", "Holloway Bethany May"),
        ("Min Jun Kim", "Kim Min Jun"),
        ("Park Ji Sung", "Ji-Sung Park"),
        ("Harpreet Kaur Singh", "Singh Harpreet Kaur"),
        ("Nguyen Van An", "An Van Nguyen"),
        ("Minh Le", "Le Van Minh"),
        ("Pedro García López", "García López Pedro"),
        ("Ivan Petrovich Sidorenko", "Sidorenko Ivan Petrovich"),
        ("Olena Ivanivna Kovalenko", "Olena Kovalenko"),
    ],
)
def test_two_writings_of_one_name_are_found_with_the_date_of_birth(name: str, other: str) -> None:
    assert told(name, other, BORN)
    assert told(other, name, BORN)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Obinna Adegbenlen", "Kayode Adegbenlen"),
        ("Harpreet Kaur Dhaliwar", "Simran Kaur Dhaliwar"),
        ("Peter Sandhamley", "Mark Sandhamley"),
        ("P Sandhamley", "Mark Sandhamley"),
        ("Yap Chi Heng", "Yap Chi Teng"),
        ("Layla Najjarin", "Widad Najjarin"),
    ],
)
def test_twins_are_never_told_at_once(name: str, other: str) -> None:
    assert not told(name, other, BORN)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("William Sandhamley", "Bill Sandhamley"),
        ("Mohammed Sandhamley", "Muhammad Sandhamley"),
        ("Douglas Sandhamley", "Doug Sandhamley"),
        ("Akinwale Sandhamley", "Wale Sandhamley"),
        ("P Sandhamley", "Peter Sandhamley"),
        ("John Peter Sandhamley", "Peter Sandhamley"),
    ],
)
def test_forms_of_one_first_name_are_told_at_once(name: str, other: str) -> None:
    assert told(name, other, BORN)


def test_names_in_another_order_are_for_a_desk_without_dates_of_birth() -> None:
    names = "Warsame Liban Guled", "Guled Warsame Liban"
    mine, theirs = (np.array(rows(name)) for name in names)
    pair, *_ = MATCHER.score_turned(mine, theirs)
    explained = MATCHER.explain(*pair[1:], is_turned=True)
    assert pair[0].band is Band.REVIEW
    assert (explained["band"], explained["bars"][0]["words"]) == (Band.REVIEW, TURNED_UNDATED)


def test_a_father_and_a_son_are_no_match_in_another_order() -> None:
    father, son = np.array(rows("Ahmed Ali Hassan", BORN)), rows("Hassan Ahmed Ali", "2011-11-02")
    assert not list(MATCHER.score_turned(father, np.array(son)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Sheikh Rasheed", ["sheikh", "rasheed"]),
        ("Haji Sheikh Omar Haddad", ["omar", "haddad"]),
        ("Omar Sheikh", ["omar", "sheikh"]),
    ],
)
def test_a_title_that_is_a_surname_too_is_only_left_out_before_two_names(
    name: str, words: list[str]
) -> None:
    assert tokens(name) == words


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


@pytest.mark.parametrize(
    ("name", "other"),
    [("孔丽华", "Gong Lihua"), ("Kong Lihua", "Gong Lihua"), ("Лидия Самсонов", "Lidiya Simonov")],
)
def test_surnames_apart_are_no_match_without_a_date_of_birth(name: str, other: str) -> None:
    mine, theirs = rows(name), np.array(rows(other))
    assert not [scored for row in mine for scored in MATCHER.score(row, theirs)]
