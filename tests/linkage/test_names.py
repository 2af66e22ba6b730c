"""Names read in Latin letters, in the spelling of another, and cut into their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst_linkage.encoding import rows
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
def test_the_first_reading_is_the_tokens_and_none_has_the_same_consonants(text: str) -> None:
    ways = readings(text)
    assert 1 <= len(ways) <= MOST
    assert ways[0] == tuple(tokens(text))
    bones = [tuple(map(skeleton, way)) for way in ways]
    assert len(set(bones)) == len(bones)


def test_a_latin_name_is_read_one_way() -> None:
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
def test_forms_of_one_name_are_known_wherever_it_is_from(names: str) -> None:
    assert len({canonical(token) for token in tokens(names)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đorđe Brackovčić", "Djordje Brackovcic"), ("Srđan Đurkovčić", "Srdjan Djurkovcic"),
        ("Zakharov", "Zaharov"), ("Khabibullin", "Habibullin"), ("Pukhachyova", "Puhacheva"),
        ("Khadija Akhmedova", "Hadija Ahmedova"), ("Djibril Quillo", "Jibril Quillo"),
    ],
)  # fmt: skip
def test_one_letter_that_some_write_with_two(one: str, other: str) -> None:
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
def test_two_given_names_of_one_language_are_no_slip(one: str, other: str) -> None:
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
def test_the_parts_of_a_name(text: str, parts: tuple[str, str, str]) -> None:
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
def test_a_name_takes_the_spelling_of_the_other_where_it_is_the_same(
    latin: str, name: str, read: tuple[str, str, str]
) -> None:
    spelt = Record.of_name(latin).as_spelt(name)
    assert (spelt.first, spelt.middle, spelt.surname) == read


def test_a_row_takes_the_names_of_another_and_keeps_the_rest() -> None:
    known = {"born": "1988-03-27", "town": "Bolton", "street": "1 High Street", "sex": "f"}
    one = rows.encode(Record("mihail", "", "gorshkov", **known))
    other = rows.encode(Record("Mikhail", "Petrovich", "Gorshkov", phone="07700 900123"))
    assert (rows.with_names(one, other) == rows.encode(
        Record("Mikhail", "Petrovich", "Gorshkov", **known)
    )).all()  # fmt: skip


def test_a_row_that_was_read_is_marked_and_differs_in_nothing_else() -> None:
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
def test_likeness_is_the_same_both_ways_about_and_whole_to_itself(a: str, b: str) -> None:
    assert alike(a, b) == alike(b, a)
    assert 0 <= alike(a, b) <= 1
    assert not tokens(a) or alike(a, a) >= MATCH


def test_a_name_in_the_others_place_is_as_rare_as_its_slip_and_no_rarer() -> None:
    """Kevin Miller, turned round, is no Miller Kevin of whom there are two in a million."""
    for name, of, belongs in (("miller", "first", "surname"), ("kevin", "surname", "first")):
        there = rows.rarity_of(name, of) & 255
        assert there == rarity(name, belongs) + 5 * STEPS < rarity(name, of)
    for name, of in (("kevin", "first"), ("miller", "surname")):
        assert rows.rarity_of(name, of) & 255 == rarity(name, of)
    assert rows.rarity_of("", "first") == 0
