"""Every page of the register and the surfaces opens, and has the expected content."""

import pytest

from tests.doors import browser
from tests.people import Cast

PARTS = (
    *("", "people/", "plan/", "timeline/", "tasking/", "liaison/", "deconfliction/"),
    *("safeguarding/", "handover/", "who-can-see/"),
)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_an_ocg_answers(cast: Cast, part: str) -> None:
    ocg = cast.ocg()
    answer = browser(cast.gail).get(f"/ocgs/{ocg.ref}/{part}")
    assert answer.status_code == 200
    assert ocg.name in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ocgs/",
        "/ocgs/register/",
        "/notices/",
        "/insight/",
        "/insight/active_ocgs/",
        "/postings/",
        "/token/",
    ],
)
def test_each_page_answers_an_officer(cast: Cast, path: str) -> None:
    cast.ocg()
    assert browser(cast.gail).get(path).status_code == 200


def test_who_can_see_is_stacked_cards_on_a_phone(cast: Cast) -> None:
    """Six columns did not fit 390 pixels, and nothing showed that they scroll."""
    shown = browser(cast.gail).get(f"/ocgs/{cast.ocg().ref}/who-can-see/").content.decode()
    rows = shown[shown.index("<tbody") :].count("<tr")
    labels = ("Who", "Organisation", "Access", "Why", "From", "Until")
    assert "bh-cards" in shown
    assert [shown.count(f'data-label="{label}"') for label in labels] == [rows] * 6


def test_a_question_is_marked_optional_once(cast: Cast) -> None:
    ocg = cast.ocg()
    for verb in ("edit", "offer", "bid", "assess", "add-member"):
        shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/{verb}/").content.decode()
        assert "(optional) (optional)" not in shown, verb


def test_a_form_from_before_the_last_sign_in_says_what_to_do(cast: Cast) -> None:
    """Each sign-in changes the token of forms, so a tab that was open before has an old one."""
    page, nobody = browser(cast.gail), browser(None)
    page.handler.enforce_csrf_checks = nobody.handler.enforce_csrf_checks = True
    answer = page.post("/ocgs/register/", {"name": "Umber Finch", "csrfmiddlewaretoken": "old"})
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "This page is out of date" in shown
    assert "Open the form again" in shown
    assert "Gail Fernsby" in shown, "as every page does"
    assert "CSRF" not in shown
    answer = nobody.post("/sign-in/", {"username": "gail"})
    assert answer.status_code == 403
    assert "This page is out of date" in answer.content.decode()
