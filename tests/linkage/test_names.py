"""Names read in Latin letters, respelt like another name, and split into parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.name_rarity import rarity_of
from broadhurst_linkage.encoding.rarity import STEPS, rarity
from broadhurst_linkage.names import (
    MATCH,
    alike,
    canonical,
    readings,
    skeleton,
    split,
    tokens,
)
from broadhurst_linkage.names.readings import MOST
from broadhurst_linkage.records import Record

LETTERS = st.text(
    "абвгдежзиклмнопрстуфхцчшщыэюя ابتثجحخدرزسشصطعغفقكلمنهوي אבגדהוזחטיכלמנסעפצקרשת -'abcz"
)


@given(LETTERS)
def test_first_reading_is_the_tokens_and_consonants_differ(text: str) -> None:
    ways = readings(text)
    assert 1 <= len(ways) <= MOST
    assert ways[0] == tuple(tokens(text))
    bones = [tuple(map(skeleton, way)) for way in ways]
    assert len(set(bones)) == len(bones)


def test_latin_name_has_one_reading() -> None:
    assert readings("Zoë O'Brackenwood") == [("zoe", "obrackenwood")]
    assert [Record.of_name("Zoë O'Brackenwood")] == Record.readings_of("Zoë O'Brackenwood")


@pytest.mark.parametrize(
    "names",
    [
        "Rhys Reece", "Ciarán Kieran Keiran", "Catriona Catherine", "Ieuan John", "Ruaridh Rory",
        "Diarmuid Dermot", "Doherty Docherty", "Tiago James", "Guilherme William", "Inácio Ignacio",
        "Oliveira Olivera", "Vázquez Vasques", "Bohdan Bogdan", "Кирилл Kyrylo", "Maksym Maxim",
        "Nadia Nadezhda", "Yechiel Yehiel", "Reuven Ruben", "Hana Hannah", "Horowitz Hurwitz",
        "Magda Magdalena", "Krzysiek Christopher", "Lyuda Ludmila", "Kojo Kwadwo", "Tope Temitope",
        "Suleiman Sulayman سليمان", "Ghassem Qasim", "Yasmeen Yasmin", "Souleymane Süleyman",
        "Tesfai Tesfaye", "Alžběta Elizabeth", "Antek Anthony", "Spiros Spyridon", "Wm William",
        "Perminder Parminder", "Aissatou Aisha", "Chayim Haim", "Francesca Francisca",
    ],
)  # fmt: skip
def test_forms_of_one_name_match(names: str) -> None:
    assert len({canonical(token) for token in tokens(names)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đorđe Brackovčić", "Djordje Brackovcic"), ("Srđan Đurkovčić", "Srdjan Djurkovcic"),
        ("Zakharov", "Zaharov"), ("Khabibullin", "Habibullin"), ("Pukhachyova", "Puhacheva"),
        ("Khadija Akhmedova", "Hadija Ahmedova"), ("Djibril Quillo", "Jibril Quillo"),
    ],
)  # fmt: skip
def test_digraph_matches_its_single_letter(one: str, other: str) -> None:
    assert alike(one, other) >= MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pham Van Duc", "Pham Van Dung"), ("Le Thi Hoa", "Le Thi Hue"),
        ("Bui Van Long", "Bui Van Loc"), ("Nguyen Minh Tuan", "Nguyen Minh Thang"),
        ("María Garcinuño", "Mario Garcinuño"), ("Carlos Silveiro", "Carla Silveiro"),
        ("Bui Xuan Truong", "Bui Xuan Trung"), ("Zhang Wei Ming", "Zhang Wei Min"),
        ("Fernando Albuquertes", "Fernanda Albuquertes"), ("Rivka Avrahamof", "Rina Avrahamof"),
        ("Robert Pellinghurst", "Rupert Pellinghurst"), ("Hasan Kauçamlı", "Hakan Kauçamlı"),
        ("Ștefan Ungurelu", "Ștefania Ungurelu"), ("Luis Gonçalvinho", "Luísa Gonçalvinho"),
        ("Mehmet Yıldızoğlan", "Mahmut Yıldızoğlan"), ("João Silvares", "Joana Silvares"),
    ],
)  # fmt: skip
def test_two_given_names_of_one_language_do_not_match(one: str, other: str) -> None:
    assert alike(one, other) < MATCH


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Горшков Иван Петрович", ("ivan", "petrovic", "gorshkov")),
        ("Иван Петрович Горшков", ("ivan", "petrovic", "gorshkov")),
        ("Ivan Petrovich Markovich", ("ivan", "petrovich", "markovich")),
        ("王小明", ("xiaoming", "", "wang")),
        ("Nguyễn Văn Hùng", ("hung", "van", "nguyen")),
        ("FENWHISTLE, Margaret Anne", ("margaret", "anne", "fenwhistle")),
        ("Fenwhistle", ("", "", "fenwhistle")),
        ("", ("", "", "")),
    ],
)
def test_split_into_first_middle_and_last_name(text: str, parts: tuple[str, str, str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("latin", "name", "read"),
    [
        ("Mikhail Gorshkov", "Горшков Михаил Сергеевич", ("mikhail", "sergeevic", "gorshkov")),
        ("Mikhail Gorshkov", "Михаил Жубровский", ("mikhail", "", "zubrovskii")),
        ("Kim Min-jun", "김민준", ("kim", "min", "jun")),
        ("Jianguo Liu", "刘建国", ("jianguo", "", "liu")),
    ],
)
def test_matching_words_take_the_other_spelling(
    latin: str, name: str, read: tuple[str, str, str]
) -> None:
    spelt = Record.of_name(latin).as_spelt(name)
    assert (spelt.first, spelt.middle, spelt.surname) == read


def test_row_with_other_names_keeps_the_rest() -> None:
    known = {"born": "1988-03-27", "town": "Bolton", "street": "1 High Street", "sex": "f"}
    one = rows.encode(Record("mihail", "", "gorshkov", **known))
    other = rows.encode(Record("Mikhail", "Petrovich", "Gorshkov", phone="07700 900123"))
    assert (rows.with_names(one, other) == rows.encode(
        Record("Mikhail", "Petrovich", "Gorshkov", **known)
    )).all()  # fmt: skip


def test_row_in_another_script_differs_only_by_its_mark() -> None:
    row = rows.encode(Record("Mikhail", "", "Gorshkov", street="1 High Street"))
    marked = rows.marked_read(row)
    assert rows.in_other_script(marked.reshape(1, -1)).tolist() == [True]
    assert rows.in_other_script(row.reshape(1, -1)).tolist() == [False]
    assert (marked[: rows.STREET] == row[: rows.STREET]).all()


NAMES = st.sampled_from(
    ["Михаил Горшков", "Mikhail Gorshkov", "محمد القسماري", "Mohammed al-Qasmari", "Li Wei", "李伟",
     "Sean O'Dunveagh", "Nguyễn Văn Hùngsinh", "José Garcinuño López", "", "1", "M. Gorshkov"]
)  # fmt: skip


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_1_for_the_same_name(a: str, b: str) -> None:
    assert alike(a, b) == alike(b, a)
    assert 0 <= alike(a, b) <= 1
    assert not tokens(a) or alike(a, a) >= MATCH


def test_misplaced_name_is_no_rarer_than_a_misplacement() -> None:
    """Kevin Miller in swapped order must not look like a rare Miller Kevin."""
    for name, of, belongs in (("miller", "first", "surname"), ("kevin", "surname", "first")):
        there = rarity_of(name, of) & 255
        assert there == rarity(name, belongs) + 5 * STEPS < rarity(name, of)
    for name, of in (("kevin", "first"), ("miller", "surname")):
        assert rarity_of(name, of) & 255 == rarity(name, of)
    assert rarity_of("", "first") == 0
