"""What search finds, in which form, and in which order."""

from datetime import date

import pytest
from django.db import connection

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.edit_identifier import edit_identifier
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.people import Cast
from tests.search.finding import found, searched


def member(cast: Cast, ocg: Ocg, name: str, aliases: str = "") -> Membership:
    return add_member(
        actor=cast.gail, ocg=ocg, name=name, born_on=date(1988, 3, 27), category="suspect",
        part="principal", is_exploited=False, aliases=aliases,
    )  # fmt: skip


def identifier(cast: Cast, ocg: Ocg, kind: str, value: str) -> Identifier:
    return add_identifier(actor=cast.gail, ocg=ocg, kind=kind, value=value)


@pytest.mark.parametrize(
    "text",
    ["Copper Heron", "copper", "HERON", "herons across two districts", "copp her", "heron c"],
)
def test_an_ocg_is_found_by_name_start_or_description(cast: Cast, text: str) -> None:
    ocg = cast.ocg(description="Herons across two districts.")
    assert found(cast.gail, text)["ocg"] == [ocg.ref]


def test_an_ocg_is_found_by_its_reference_whole_or_in_part(cast: Cast) -> None:
    ocg = cast.ocg(national_ref="OCGM/2021/0447")
    code = ocg.ref[4:]
    for text in (
        ocg.ref,
        ocg.ref.lower(),
        f"ocg {code}",
        code,
        code[1:5],
        "ocgm 2021 0447",
        "0447",
    ):
        assert found(cast.gail, text)["ocg"] == [ocg.ref], text


@pytest.mark.parametrize(
    ("kind", "value", "texts"),
    [
        (
            "phone",
            "07700 900555",
            ["07700900555", "+44 7700 900 555", "0044 7700 900555", "07700-900-555", "900 555"],
        ),
        ("vehicle", "AB12 CDE", ["ab12cde", "AB12 CDE", "AB12-CDE", "AB12"]),
        ("handle", "dark.fox@example.com", ["dark.fox@example.com", "DARK.FOX@EXAMPLE.COM"]),
        ("address", "12 Acacia Avenue, Bolton BL1 4ZZ", ["12 acacia avenue", "BL14ZZ", "BL1 4ZZ"]),
        ("company", "Teasel Trading Ltd", ["teasel trading", "Teasel Trading Limited", "teasel"]),
        ("imei", "490154203237518", ["49-015420-323751-8", "490154203237518"]),
    ],
)
def test_an_identifier_is_found_in_any_form(
    cast: Cast, kind: str, value: str, texts: list[str]
) -> None:
    one = identifier(cast, cast.ocg(), kind, value)
    for text in texts:
        assert found(cast.gail, text)["identifier"] == [one.ref], text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("William Crickmere", "Bill Crickmere"),
        ("Muhammad Hussein", "mohammed hussain"),
        ("Ivan Petrov", "Иван Петров"),
        ("Seán Ó Briain", "sean o briain"),
        ("Barnaby O'Crick", "ocrick"),
        ("Łukasz Żółty", "lukasz zolty"),
    ],
)
def test_a_person_is_found_by_another_form_of_the_name(cast: Cast, name: str, text: str) -> None:
    one = member(cast, cast.ocg(), name)
    assert found(cast.gail, text)["person"] == [one.ref]


def test_a_person_is_found_by_an_alias_and_with_the_ocg_named(cast: Cast) -> None:
    ocg = cast.ocg()
    one = member(cast, ocg, "Barnaby Crickmere", aliases="The Hammer")
    [group] = searched(cast.gail, "hammer").groups
    [result] = group.results
    assert (result.ref, result.title) == (one.ref, "Barnaby Crickmere")
    assert result.context == f"Suspect in Copper Heron {ocg.ref}. Also known as The Hammer."
    assert result.href == f"/ocgs/{ocg.ref}/people/"


@pytest.mark.parametrize("text", ["Barnaby Crickmire", "Barnby Crickmere", "crickmer barnaby"])
def test_a_typing_error_is_corrected(cast: Cast, text: str) -> None:
    one = member(cast, cast.ocg(), "Barnaby Crickmere")
    results = searched(cast.gail, text)
    assert [found.ref for found in results.groups[0].results] == [one.ref]
    if not text.startswith("crickmer "):
        assert results.suggestion == "Barnaby Crickmere"


def test_nothing_is_suggested_when_something_matches(cast: Cast) -> None:
    cast.ocg()
    assert searched(cast.gail, "copper").suggestion == ""
    assert searched(cast.gail, "zzzzqqqq xxxx") == searched(cast.olive, "zzzzqqqq xxxx")


def test_the_best_match_is_first(cast: Cast) -> None:
    ocg = cast.ocg(name="Amber Wolf", description="Nothing.")
    begins = cast.ocg(name="Wolfram Gate", description="Nothing.")
    whole = cast.ocg(name="Wolf", description="Nothing.")
    described = cast.ocg(name="Slate Curlew", description="The wolf of two districts.")
    inside = cast.ocg(name="Greywolfe", description="Nothing.")
    order = [whole.ref, ocg.ref, begins.ref, inside.ref, described.ref]
    assert found(cast.gail, "wolf")["ocg"] == order


def test_a_group_shows_five_and_says_that_there_are_more(cast: Cast) -> None:
    for _ in range(6):
        cast.ocg()
    [group] = searched(cast.gail, "copper heron").groups
    assert (len(group.results), group.has_more) == (5, True)
    [all_of_them] = searched(cast.gail, "copper heron", "ocg").groups
    assert (len(all_of_them.results), all_of_them.has_more) == (6, False)


def test_the_index_follows_corrections_at_once(cast: Cast) -> None:
    ocg = cast.ocg()
    one = member(cast, ocg, "Barnaby Crickmere")
    phone = identifier(cast, ocg, "phone", "07700 900555")
    edit_member(
        actor=cast.gail, member=one, name="Perry Windle", aliases="", born_on=None, sex="",
        category="suspect", part="principal", is_exploited=False, because="The wrong man.",
    )  # fmt: skip
    assert "person" not in found(cast.gail, "Crickmere")
    assert found(cast.gail, "Windle")["person"] == [one.ref]
    edit_identifier(actor=cast.gail, identifier=phone, kind="phone", value="07700 900777",
                    because="Misread.")  # fmt: skip
    assert "identifier" not in found(cast.gail, "07700 900555")
    assert "identifier" in found(cast.gail, "07700 900777")
    with as_actor(cast.gail):
        current = Membership.objects.get(person=one.person_id)
    remove_member(actor=cast.gail, member=current, why="left", because="No longer linked.")
    assert "person" not in found(cast.gail, "Windle")


@pytest.mark.parametrize("text", ["", "   ", "'", "&|!():*", "%", "\\", "_", "a", "é", "<-> ''"])
def test_no_text_breaks_a_query(cast: Cast, text: str) -> None:
    cast.ocg()
    searched(cast.gail, text)


def test_a_long_text_is_cut(cast: Cast) -> None:
    cast.ocg()
    assert len(searched(cast.gail, "copper heron " * 90).text) <= 100


def test_rows_written_together_are_found_and_follow_their_readers(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        people = Person.objects.bulk_create(
            Person(dossier=ocg.dossier, ref=f"PER-BULK{n}", name=f"Ottoline Quibble {n}", sex="")
            for n in range(3)
        )
        Membership.objects.bulk_create(
            Membership(dossier=ocg.dossier, ocg=ocg, person=person, category="suspect",
                       part="significant", added_at=NOW)
            for person in people
        )  # fmt: skip
    assert len(found(cast.gail, "ottoline quibble")["person"]) == 3
    assert "person" not in found(cast.olive, "ottoline quibble")
    with as_actor(cast.gail):
        Person.objects.filter(name__startswith="Ottoline").update(name="Mervyn Vantage")
    assert "person" not in found(cast.gail, "ottoline quibble")
    assert len(found(cast.gail, "mervyn vantage")["person"]) == 3


def test_no_row_of_a_bulk_insert_calls_a_trigger_of_search(db: None) -> None:
    """Triggers that follow records run once for a statement: an import of 200,000 rows needs it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgname ~ '^(search|terms)' AND tgtype & 1 = 1"
        )
        assert cursor.fetchall() == []
