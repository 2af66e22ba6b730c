"""What the palette offers whoever opens it, on every page."""

import pytest

from tests.doors import browser
from tests.people import Cast


def offered(cast: Cast, who: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the address of each item, by its text."""
    answer = browser(getattr(cast, who)).get("/palette/")
    assert answer.status_code == 200
    items = answer.json()["items"]
    texts = [item["text"] for item in items]
    assert len(texts) == len(set(texts)), "an item is offered twice"
    return {item["text"]: (item["kind"], item["href"]) for item in items}


def test_an_investigator_is_offered_what_can_be_done_from_any_page(cast: Cast) -> None:
    items = offered(cast, "gail")
    assert items["Check a target"] == ("Do", "/deconfliction/check-lines/")
    assert items["Register an OCG"] == ("Do", "/ocgs/register/")
    assert items["Bids"] == ("Go to", "/bids/")
    assert items["Transfers"] == ("Go to", "/transfers/"), "the menu, hidden on a phone"
    assert items.keys().isdisjoint({"Enrol an officer", "Draft a letter", "Officers"})


def test_a_partner_is_offered_nothing_about_ocgs(cast: Cast) -> None:
    items = offered(cast, "connie")
    assert "Your drafts" in items
    assert "Practice" in items
    text = " ".join(items)
    for word in ("OCG", "Check a", "Bids", "Hits", "Transfer", "Disruption", "Fund", "Letter"):
        assert word not in text, word


def test_nobody_signed_in_is_offered_anything(db: None) -> None:
    answer = browser(None).get("/palette/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("who", ["pol", "sid"])
def test_whoever_only_reads_or_answers_is_offered_no_check(cast: Cast, who: str) -> None:
    assert "Check a target" not in offered(cast, who)
