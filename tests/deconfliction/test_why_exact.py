"""Why an exact match is one: kinds and their meaning, but never the values."""

import pytest

from broadhurst.capabilities.deconfliction.models import Hit, Kind
from broadhurst.capabilities.deconfliction.rules.hits import SAME, TELLS
from tests.deconfliction.targets import PHONE, a_hit
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.people import Cast

SAID = (
    "Both units entered the same phone number. Family and friends can share a number, and a "
    "number can pass to someone else."
)


def test_a_shared_number_is_explained_at_every_door(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    page = browser(cast.dot).get(f"/deconfliction/hits/{gails.ref}/why/").content.decode()
    assert SAID in page
    assert SAID in terminal(cast.dot, "deconfliction", "why", gails.ref).output
    assert Machine(cast.dot).get(f"/hits/{gails.ref}/why").json()["why"] == SAID
    for shown in (PHONE, PHONE.replace(" ", ""), "Nothing was weighed"):
        assert shown not in page


def test_several_things_are_named_in_order(cast: Cast) -> None:
    hit = Hit(kind="account", kinds=["account", "phone"], strength="exact")
    assert hit.why_unweighed.startswith(
        "Both units entered the same bank account and the same phone number. An account can have"
    )


@pytest.mark.parametrize("kind", [one.value for one in Kind if one != Kind.EVENT])
def test_every_kind_has_its_words(kind: str) -> None:
    assert kind in TELLS
    assert Hit(kind=kind, kinds=[kind], strength="exact").why_unweighed == (
        f"Both units entered {SAME[kind]}. {TELLS[kind]}"
    )


def test_a_desks_overview_counts_what_it_serves(cast: Cast) -> None:
    gails, olives = a_hit(cast)
    in_review(cast)
    page = browser(cast.dot).get("/deconfliction/")
    assert page.context["open_count"] == 1
    assert page.context["to_review"] == 1
    text = page.content.decode()
    assert "Hits are counted for all of them." in text
    assert gails.other_contact in text
    assert olives.other_contact not in text, "the other side's own desk chases that"
    assert browser(cast.roz).get("/deconfliction/").context["open_count"] == 0
    assert browser(cast.gail).get("/deconfliction/").context["open_count"] == 1
    assert browser(cast.len).get("/deconfliction/").context["open_count"] == 1


def test_an_overview_counts_more_than_it_lists(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_hit(cast)
    monkeypatch.setattr("broadhurst.surfaces.overview.pages.SHOWN", 0)
    page = browser(cast.gail).get("/deconfliction/")
    assert (page.context["open_count"], len(page.context["open"])) == (1, 0)
