"""Names and identifiers of the register, found in a text by whole words."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.members.commands.remove_identifier import remove_identifier
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Ocg, Person, Term
from broadhurst.capabilities.register.queries.text_check import (
    LOOK_UP,
    NO_NAMES,
    Public,
    Text,
    found_anywhere,
    found_in_sight,
)
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.people import Cast


@pytest.fixture
def ocg(cast: Cast) -> Ocg:
    """A group that Pol and Olive cannot see, with a person and identifiers."""
    ocg = cast.ocg(name="Marble Heron", national_ref="NW/2020/0417")
    member = {"category": "suspect", "part": "principal", "is_exploited": False}
    add_member(
        actor=cast.gail, ocg=ocg, name="Kit José O'Fernsby", aliases="Whelkie, The Broker", **member
    )
    for kind, value in (
        ("phone", "07700 900 123"), ("vehicle", "AB12 CDE"), ("imei", "49-015420-323751-8"),
        ("address", "12 Sample Street, Bolton, BL1 2CD"), ("account", "12-34-56 12345678"),
        ("handle", "telegram: @shadow_fox"), ("handle", "kit.whelk@example.test"),
        ("company", "Fernsby Haulage Ltd"),
    ):  # fmt: skip
        add_identifier(actor=cast.gail, ocg=ocg, kind=kind, value=value)
    return ocg


def found(cast: Cast, said: str, public: Public = NO_NAMES) -> list[str]:
    with as_actor(cast.pol):
        return [one.words for one in found_anywhere([Text("the text", said)], public)]


# Each text, and the words in it that are found.
WRITTEN = {
    "We disrupted Marble Heron.": "Marble Heron",
    "MARBLE  HERON's cash was seized": "MARBLE HERON",
    "the marble-heron group": "marble-heron",
    "Kit José O’Fernsby was charged": "Kit José O’Fernsby",
    "(O'FERNSBY, Kit Jose)": "O'FERNSBY, Kit Jose",
    "Kit O'Fernsby was charged": "Kit O'Fernsby",
    "known as Whelkie in town": "Whelkie",
    "he calls himself the broker": "the broker",
    "Call +44 7700 900123 now": "+44 7700 900123",
    "Call 0044 (0)7700-900-123 now": "0044 (0)7700-900-123",
    "Call 07700900123.": "07700900123",
    "the car ab12cde": "ab12cde",
    "handset 490154203237518": "490154203237518",
    "the house, 12 Sample Street": "12 Sample Street",
    "at No. 12, near BL1 2cd": "12, near BL1 2cd",
    "paid to 123456 12345678": "123456 12345678",
    "paid to account 12345678": "12345678",
    "write to @Shadow_Fox": "Shadow_Fox",
    "mail KIT.WHELK@example.test": "KIT.WHELK@example.test",
    "owns Fernsby Haulage": "Fernsby Haulage",
    "reference nw/2020/0417": "nw/2020/0417",
    "see ocg-7k3qf2": "ocg-7k3qf2",
    "see HIT-BMVFTDYV5R": "HIT-BMVFTDYV5R",
}
NOT_THE_WHOLE_NAME = (
    "Marble halls, and a heron.", "The marbled heronry", "Kit and the Fernsby family",
    "In 2020 the force made 900 arrests and seized 123 phones.", "GMP-wide, by 2021-22.",
    "Bolton and Northshire Police", "12 months; Sample text", "BL1 2CD", "",
    "The broken brokerage", "Broker", "1234567",
)  # fmt: skip


@pytest.mark.usefixtures("ocg")
def test_it_is_found_however_it_is_written(cast: Cast) -> None:
    assert {said: found(cast, said) for said in WRITTEN} == {
        said: [words] for said, words in WRITTEN.items()
    }


@pytest.mark.usefixtures("ocg")
def test_what_is_not_the_whole_name_is_not_found(cast: Cast) -> None:
    assert {said: words for said in NOT_THE_WHOLE_NAME if (words := found(cast, said))} == {}


def test_a_single_ordinary_word_is_not_found(cast: Cast) -> None:
    ocg = cast.ocg(name="Copper Heron")
    add_member(
        actor=cast.gail, ocg=ocg, name="Pat Quern", aliases="Chief, Bolton", category="suspect",
        part="principal", is_exploited=False,
    )  # fmt: skip
    assert found(cast, "The chief constable and Bolton") == []


def test_public_names_pass_and_hide_nothing_else(cast: Cast, ocg: Ocg) -> None:
    cast.ocg(name="Venetic")
    operations = Public(things=["Operation Venetic"])
    assert found(cast, "Operation Venetic was published", operations) == []
    assert found(cast, "Operation Venetic and Venetic", operations) == ["Venetic"]
    signed = Public(people=["Kit José O'Fernsby", "Marble Heron"])
    assert found(cast, "Kit José O'Fernsby, Deputy Mayor", signed) == []
    assert found(cast, "Marble Heron", signed) == ["Marble Heron"]


def test_without_elevation_only_what_the_reader_sees_is_found(cast: Cast, ocg: Ocg) -> None:
    text = [Text("the brief", "Marble Heron uses 07700900123", "brief")]
    with as_actor(cast.pol):
        assert found_in_sight(text) == []
    with as_actor(cast.gail):
        [first, second] = found_in_sight(text)
    assert (first.words, first.where, first.field) == ("Marble Heron", "the brief", "brief")
    assert second.words == "07700900123"


def test_a_changed_or_removed_name_is_followed(cast: Cast, ocg: Ocg) -> None:
    with as_actor(cast.gail):
        Ocg.objects.filter(pk=ocg.pk).update(name="Slate Wren")
        Person.objects.update(aliases=["Dunlin Dan"])
    assert found(cast, "Marble Heron, Slate Wren, Whelkie, Dunlin Dan") == [
        "Slate Wren", "Dunlin Dan",
    ]  # fmt: skip


def test_what_was_added_in_error_is_no_term_and_what_ended_is(cast: Cast) -> None:
    ocg = cast.ocg()
    given: dict[str, Any] = {
        "category": "suspect", "part": "principal", "is_exploited": False, "aliases": "Doctor Egret"
    }  # fmt: skip
    removed = {"actor": cast.gail, "because": "Checked"}
    for n, why in enumerate(("error", "left")):
        member = add_member(actor=cast.gail, ocg=ocg, name=f"Nell Plover{why}", **given)
        for person, digit in ((None, 1), (member.person, 5)):
            phone = add_identifier(
                actor=cast.gail, ocg=ocg, kind="phone", value=f"07700 90012{digit + n}",
                person=person,
            )  # fmt: skip
            if person is None:
                remove_identifier(identifier=phone, why=why, **removed)
        if n == 0:  # a category that was corrected before does not keep the name
            member = edit_member(
                actor=cast.gail, member=member, name=member.person.name,
                because="Added in error: no", **given | {"category": "other"},
            )  # fmt: skip
            assert found(cast, "Nell Plovererror") == ["Nell Plovererror"]
        remove_member(member=member, why=why, **removed)
        expected = [] if n == 0 else ["Doctor Egret"]
        assert found(cast, "Doctor Egret") == expected
    said = "Nell Plovererror 07700900121 07700900125. Nell Ploverleft 07700900122 07700900126."
    assert found(cast, said) == ["Nell Ploverleft", "07700900122", "07700900126"]


def test_a_name_of_more_than_six_words_is_found_by_its_first_six(cast: Cast) -> None:
    ocg = cast.ocg(name="The Grey Heron of the Lower Salt Marsh")
    long = "The North Western Import and Export Company"
    add_identifier(actor=cast.gail, ocg=ocg, kind="company", value=f"{long} Ltd")
    add_member(
        actor=cast.gail, ocg=ocg, name="Ana Maria da Silva e Sousa Plover", category="suspect",
        part="principal", is_exploited=False,
    )  # fmt: skip
    assert found(cast, f"We visited {long}.") == ["The North Western Import and Export"]
    assert found(cast, "of The Grey Heron of the Lower Salt Marsh") == [
        "The Grey Heron of the Lower"
    ]
    assert found(cast, "Plover, Ana Maria da Silva e Sousa") == [
        "Plover, Ana Maria da Silva e", "Ana Maria da Silva e Sousa",
    ]  # fmt: skip


def test_nobody_but_the_database_writes_or_reads_the_terms(cast: Cast, ocg: Ocg) -> None:
    with as_actor(cast.olive):
        assert not Term.objects.exists()
    with as_actor(cast.gail), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('register_term', 'INSERT, UPDATE, DELETE')")
        assert cursor.fetchone() == (False,)


def test_the_queries_do_not_grow_with_the_text(cast: Cast, ocg: Ocg) -> None:
    def queries(said: str) -> int:
        with as_actor(cast.pol), CaptureQueriesContext(connection) as made:
            found_anywhere([Text("one", said), Text("two", said)])
        return len(made)

    long = " ".join(f"word{n} of Marble Heron 07700 {n}" for n in range(400))
    assert queries("Short.") == queries(long) <= 8


def test_the_look_up_uses_the_index(cast: Cast, ocg: Ocg) -> None:
    with as_actor(cast.gail):
        Person.objects.bulk_create(
            Person(dossier=ocg.dossier, ref=f"PER-{n}", name=f"Person{n} Numbered{n}")
            for n in range(4000)
        )
    keys = [f"w:person{n} numbered{n}" for n in range(0, 6000, 2)]
    with elevated("a test"), connection.cursor() as cursor:
        plan = "EXPLAIN " + LOOK_UP.replace("%(keys)s", "%s")
        cursor.execute(plan, [keys])
        said = "\n".join(row[0] for row in cursor.fetchall())
    assert "term_by_key" in said, said
    assert "Seq Scan on register_term" not in said, said
