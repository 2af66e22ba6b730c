"""The answer of a check names the disclosed hits and who to call."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.checks import hits_told
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, SAME_PHONE, side_of, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import Cast

ONE: dict[str, Any] = {"phone": [SAME_PHONE], "matter": "OP-TEASEL"}
RING = "Challenger Bolton duty officer, 0161 496 0000"


def told(cast: Cast) -> dict[str, Any]:
    """Return what Olive is told about Gail's phone number."""
    return {
        "ref": side_of(cast.olive).ref, "kind": "phone", "kinds": ["phone"],
        "match": "the same phone number: not necessarily the same person",
        "strength": "exact", "other_agency": "Northshire Police", "other_contact": RING,
    }  # fmt: skip


def test_at_the_api_at_once_and_of_the_receipt_later(cast: Cast) -> None:
    asked(cast.gail)
    machine = Machine(cast.olive)
    made = machine.post("/deconfliction/checks", **ONE).json()
    assert made["hits"] == [told(cast)]
    assert made.pop("entry"), "of which the receipt says nothing afterwards"
    assert machine.get(f"/deconfliction/checks/{made['receipt']}").json() == made


def test_on_the_receipt_page_and_at_the_terminal(cast: Cast) -> None:
    asked(cast.gail)
    said = terminal(
        cast.olive, "deconfliction", "check-target", "--phone", PHONE, "--matter", "OP-TEASEL"
    ).output
    one = told(cast)
    assert f"{one['ref']}  {one['match']} (exact)  Northshire Police: contact {RING}" in said
    answer = browser(cast.olive).post(
        "/deconfliction/check/", {"phone": PHONE, "matter": "OP-TEASEL"}, follow=True
    )
    page = answer.content.decode()
    for text in (one["ref"], one["match"].capitalize(), "Exact", "Northshire Police", RING):
        assert text in page


def test_of_an_ocg_too(cast: Cast) -> None:
    asked(cast.olive)
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    made = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/check").json()
    assert [one["ref"] for one in made["hits"]] == [side_of(cast.gail).ref]
    assert "contact Eastshire" in terminal(cast.gail, "deconfliction", "check", ocg.ref).output


def test_where_nothing_hit_nothing_is_named(cast: Cast) -> None:
    made = Machine(cast.olive).post("/deconfliction/checks", **ONE).json()
    assert (made["hits"], made["hit_count"]) == ([], 0)


@pytest.mark.parametrize(
    "given",
    [
        {"phone": [PHONE], "is_silent": True, "because": "A threat to life."},
        {"phone": [], "company": ["Fernsbey Haulage, M1 2AB"]},
    ],
)
def test_what_goes_to_a_desk_alone_is_not_named(cast: Cast, given: dict[str, Any]) -> None:
    """It is not named at once, on the receipt later, or in the stored check."""
    asked(cast.dot if "is_silent" in given else cast.gail, **given)
    machine = Machine(cast.olive)
    made = machine.post("/deconfliction/checks", **ONE, company=["Fernsby Haulage, M1 1AA"]).json()
    assert (made["referred"], made["hits"]) == (1, [])
    page = browser(cast.olive).get(f"/deconfliction/checks/{made['receipt']}/").content.decode()
    assert "HIT-" not in page
    with elevated("to see in a test what is kept"):
        assert Check.objects.get(ref=made["receipt"]).hits == []


def test_who_sees_the_ocg_and_not_its_units_hits_reads_none(cast: Cast) -> None:
    """Connie, as LRO, sees the owner's receipt but not the owner's hit."""
    asked(cast.olive)
    ocg = cast.ocg(lro=cast.connie.officer)
    made = check(actor=cast.gail, ocg=with_phone(cast.gail, ocg, PHONE))
    assert made.hits
    path = f"/deconfliction/checks/{made.ref}"
    assert Machine(cast.connie).get(path).json()["hits"] == []
    page = browser(cast.connie).get(f"{path}/")
    assert page.status_code == 200
    assert "HIT-" not in page.content.decode()
    for outsider in (cast.rita, cast.olive, cast.roz):
        assert Machine(outsider).get(path).status_code == 404
        assert browser(outsider).get(f"{path}/").status_code == 404


def test_it_asks_one_statement_more_for_hits_and_none_without(cast: Cast) -> None:
    asked(cast.gail)
    asked(cast.rita)
    machine = Machine(cast.olive)

    def naming(**given: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert machine.post("/deconfliction/checks", **given).status_code == 201
        return sum(
            "s.other_contact" in one["sql"] and "s.is_disclosed" in one["sql"]
            for one in captured.captured_queries
        )

    assert naming(phone=["07700 900777"], matter="A") == 0
    assert naming(**ONE) == 1


def test_what_was_sent_with_it_is_not_asked_again_and_says_the_same(cast: Cast) -> None:
    asked(cast.gail)
    made = asked(cast.olive, phone=[SAME_PHONE])
    with as_actor(cast.olive):
        with CaptureQueriesContext(connection) as captured:
            now = hits_told(made)
        assert captured.captured_queries == []
        later = hits_told(Check.objects.get(ref=made.ref))
    assert now
    assert later is not None
    assert [(one.hit.ref, one.body, one.other_contact) for one in now] == [
        (one.hit.ref, one.body, one.other_contact) for one in later
    ]
