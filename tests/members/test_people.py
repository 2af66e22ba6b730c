"""add_member and add_identifier on the page, the API and the command line."""

import re
from datetime import date
from pathlib import Path

import pytest

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import Cast

MEMBER = {"name": "Barnaby Ragwort", "category": "suspect", "part": "principal"}


def test_an_exploited_child_stays_apart_from_suspects(cast: Cast) -> None:
    member = add_member(
        actor=cast.gail, ocg=cast.ocg(), name="Pip Larkspurre", category="victim",
        part="peripheral", is_exploited=True, aliases="Pippin, P", born_on=date(2006, 5, 1),
    )  # fmt: skip
    assert (member.category, member.is_exploited) == ("victim", True)
    assert member.person.aliases == ["Pippin", "P"]


def test_a_stranger_cannot_add_and_olive_cannot_find(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match="Only the owning unit"):
        add_member(actor=cast.mo, ocg=ocg, is_exploited=False, **MEMBER)
    for verb in ("add-member", "add-identifier"):
        assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/{verb}/").status_code == 404
        assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/{verb}").status_code == 404
        assert terminal(cast.olive, "register", verb, ocg.ref).exit_code == 1
        assert browser(None).get(f"/ocgs/{ocg.ref}/{verb}/").status_code == 302
        assert Machine(None).post(f"/ocgs/{ocg.ref}/{verb}").status_code == 401


def test_a_member_at_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail)
    wrong = page.post(f"/ocgs/{ocg.ref}/add-member/", MEMBER | {"category": "victim"})
    assert wrong.status_code == 409
    assert "Barnaby Ragwort" in wrong.content.decode()
    assert page.post(f"/ocgs/{ocg.ref}/add-member/", MEMBER).status_code == 302
    second = MEMBER | {"name": "Otis Furze"}
    assert Machine(cast.gail).post(f"/ocgs/{ocg.ref}/add-member", **second).status_code == 201
    words = [f"--{name}={value}" for name, value in (MEMBER | {"name": "Perry Windle"}).items()]
    assert terminal(cast.gail, "register", "add-member", ocg.ref, *words).exit_code == 0
    with as_actor(cast.len):
        assert Membership.objects.filter(ocg=ocg).count() == 3


def test_an_identifier_at_three_doors_keeps_its_text(cast: Cast) -> None:
    ocg = cast.ocg()
    given = {"kind": "phone", "value": "07700 900 123"}
    page = browser(cast.gail)
    refused = page.post(f"/ocgs/{ocg.ref}/add-identifier/", given | {"value": "ring me"})
    assert refused.status_code == 409
    assert "like 07700 900 123" in refused.content.decode()
    assert page.post(f"/ocgs/{ocg.ref}/add-identifier/", given).status_code == 302
    twice = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/add-identifier", **given)
    assert twice.status_code == 409
    assert twice.json()["errors"] == [{"message": "This is already on the OCG."}]
    words = ["--kind", "vehicle", "--value", "AB12 CDE"]
    assert terminal(cast.gail, "register", "add-identifier", ocg.ref, *words).exit_code == 0
    with as_actor(cast.gail):
        assert set(Identifier.objects.values_list("value", flat=True)) == {
            "07700 900 123", "AB12 CDE",
        }  # fmt: skip


def test_an_identifier_is_used_by_one_of_the_ocgs_people(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg(name="Copper Teal")
    stranger = add_member(actor=cast.gail, ocg=other, is_exploited=False, **MEMBER).person
    answer = Machine(cast.gail).post(
        f"/ocgs/{ocg.ref}/add-identifier", kind="phone", value="07700 900 123", person=stranger.ref
    )
    assert answer.status_code == 422
    one = add_identifier(
        actor=cast.gail, ocg=other, kind="phone", value="07700 900 123", person=stranger
    )
    assert one.person == stranger


def test_on_a_telephone_each_row_is_a_card_of_labels_and_values(cast: Cast) -> None:
    """The table used to scroll, so a person's category stood outside the screen."""
    ocg = cast.ocg()
    add_member(actor=cast.gail, ocg=ocg, is_exploited=False, **MEMBER)
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900 123")
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    tables = shown.split("<table")[1:]
    assert len(tables) == 2
    for table in tables:
        assert "bh-cards" in table.partition(">")[0]
        headings = re.findall(r"<th [^>]*>([^<]+)</th>", table)
        assert re.findall(r'<td [^>]*data-label="([^"]+)"', table) == headings


def test_no_word_of_a_card_breaks_while_the_line_can_hold_it() -> None:
    """With large text on a small screen "Suspect" was shown as "Suspe ct"."""
    styles = Path(__file__).parents[2] / "frontend/src/styles"
    cards = (styles / "_tables.scss").read_text().partition(".bh-cards")[2]
    facts = (styles / "_case.scss").read_text().partition(".bh-identity__fact {")[2]
    assert "overflow-wrap: break-word" in cards
    assert "overflow-wrap: anywhere" not in cards
    assert "overflow-wrap: break-word" in facts[:300]


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    address = f"/ocgs/{cast.ocg().ref}/add-member/"
    assert "Only the owning unit" in why_not_shown(cast.mo, address)
    assert browser(cast.gail).get(address).status_code == 200
