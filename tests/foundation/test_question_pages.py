"""One question a page: for an occasional user, kept as a draft, checked before it is sent."""

import html
import re
from typing import Any

import pytest

from broadhurst.capabilities.disruptions.commands.claim import ClaimForm
from broadhurst.capabilities.disruptions.commands.claim_for_action import ClaimForActionForm
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.orders.forms.order import OrderForm
from broadhurst.capabilities.plans.models import Action
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors.question_pages import asks_one_by_one, pages_of
from broadhurst.foundation.drafts.models import Draft
from tests.disruptions.making import councils_action, sent
from tests.doors import browser
from tests.people import Cast

JSON = {"Accept": "application/json"}
ORDER = [
    "happened_on", "description", "effect", "evidence", "references", "kind", "grade", "lead",
    "supporters",
]  # fmt: skip


@pytest.fixture
def action(cast: Cast) -> Action:
    return councils_action(cast, cast.ocg())


@pytest.fixture
def url(action: Action) -> str:
    return f"/actions/{action.ref}/claim-disruption/"


def walk(page: Any, url: str, given: dict[str, Any], until: str = "check") -> str:
    """Answer each question on its page, and return the address of the page reached."""
    address = url
    for name in ORDER:
        if name == until:
            return address
        asked = page.get(address).content.decode()
        assert f'name="asked" value="{name}"' in asked
        answer = page.post(address, {"asked": name, name: given[name]})
        assert answer.status_code == 302, answer.content.decode()
        address = answer["Location"]
    return address


def hidden(text: str) -> dict[str, str]:
    inputs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
    return {name: html.unescape(value) for name, value in inputs if "csrf" not in name}


def test_a_partner_answers_one_question_a_page_and_checks_them(
    cast: Cast, action: Action, url: str
) -> None:
    page = browser(cast.connie)
    last = walk(page, url, sent(cast, lead=cast.connie.agency, kind="target_hardening"))
    assert last == f"{url}?asked=check"
    checked = page.get(last).content.decode()
    assert "Check your answers" in checked
    assert "10 February 2021" in checked
    assert "We stopped the courier" in checked
    assert "Reason it is another disruption" not in checked, "nothing asked for it"
    with as_actor(cast.connie):
        assert not Disruption.objects.exists(), "only the button claims it"
    done = page.post(last, hidden(checked))
    assert done.status_code == 302
    with as_actor(cast.connie):
        assert Disruption.objects.get().action == action
        assert not Draft.objects.exists()
    assert page.get(last)["Location"] == url, "it is sent, so it begins again"


def test_each_page_has_one_question_as_its_heading_and_a_way_back(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    first = page.get(url).content.decode()
    assert "Question 1 of 9" in first
    assert re.search(r"<h1[^>]*>\s*Date", first)
    for other in ("Description", "Effect", "Grade"):
        assert f'name="{other.lower()}"' not in first
    address = walk(page, url, sent(cast), until="effect")
    third = page.get(address).content.decode()
    assert "Question 3 of 9" in third
    assert f'class="govuk-back-link" href="{url}?asked=description"' in third
    before = page.get(f"{url}?asked=description").content.decode()
    assert "We stopped the courier" in before, "what was typed is kept"
    assert f'class="govuk-back-link" href="{url}?asked=happened_on"' in before


def test_a_wrong_answer_is_told_on_its_page_and_kept(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    wrong = page.post(
        url,
        {
            "asked": "happened_on",
            "happened_on_day": "41",
            "happened_on_month": "3",
            "happened_on_year": "2021",
        },
    )
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert "There is a problem" in text
    assert 'value="41"' in text
    assert "Enter description" not in text, "only of the question that was asked"
    assert page.post(url, {"asked": "happened_on", "happened_on": ""}).status_code == 422


def test_a_draft_resumes_where_it_was_left(cast: Cast, url: str) -> None:
    walk(browser(cast.connie), url, sent(cast), until="evidence")
    kitchen = browser(cast.connie)
    offered = kitchen.get(url).content.decode()
    assert "You have a draft" in offered
    assert 'name="asked"' not in offered
    assert kitchen.get(f"{url}?draft=1")["Location"] == f"{url}?asked=evidence"
    saved = kitchen.post(url, {"asked": "evidence", "evidence": "Exhi", "and_then": "draft"})
    assert saved["Location"] == "/drafts/"
    assert "Exhi</textarea>" in kitchen.get(f"{url}?asked=evidence").content.decode()
    assert kitchen.post(url, {"and_then": "discard"})["Location"] == url
    assert "Question 1 of 9" in kitchen.get(url).content.decode()


def test_the_script_saves_a_page_without_losing_the_others(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    address = walk(page, url, sent(cast), until="effect")
    typed = {"asked": "effect", "effect": "No cou", "draft_version": "0", "and_then": "draft"}
    for version in (3, 4):
        kept = page.post(url, typed, headers=JSON)
        assert kept.json()["version"] == version
    assert "No cou" in page.get(address).content.decode()
    assert "We stopped" in page.get(f"{url}?asked=description").content.decode()


def test_an_answer_is_changed_from_the_page_that_shows_all(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    last = walk(page, url, sent(cast, lead=cast.connie.agency, kind="target_hardening"))
    checked = page.get(last).content.decode()
    change = "?changes=1&amp;asked=effect"
    assert f'href="{change}"' in checked
    effect = url + html.unescape(change)
    assert f'href="{url}?asked=check"' in page.get(effect).content.decode()
    answer = page.post(effect, {"asked": "effect", "effect": "It has two fewer."})
    assert answer["Location"] == last
    assert "It has two fewer." in page.get(last).content.decode()


def test_a_refusal_stands_at_its_question_and_asks_the_one_left_out(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    given = sent(cast, lead=cast.connie.agency, kind="target_hardening")
    for is_second in (False, True):
        last = walk(page, url, given)
        answer = page.post(last, hidden(page.get(last).content.decode()))
        assert answer.status_code == (409 if is_second else 302)
    text = answer.content.decode()
    assert "There is a problem" in text
    assert "Reason it is another disruption" in text
    reason = f"{url}?changes=1&asked=another_because"
    assert "Reason it is another disruption" in page.get(reason).content.decode()
    answer = page.post(reason, {"asked": "another_because", "another_because": "Another house"})
    sent_now = hidden(page.get(answer["Location"]).content.decode())
    assert sent_now["description"] == given["description"], "nothing typed is lost"
    assert page.post(last, sent_now).status_code == 302


def test_what_the_address_gives_is_kept_from_page_to_page(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    page.post(url, {"asked": "happened_on", "happened_on": "2021-02-10", "grade": "minor"})
    graded = page.get(f"{url}?asked=grade").content.decode()
    assert re.search(r'value="minor"[^>]*checked', graded)


def test_an_unfinished_form_goes_to_the_question_left_out(cast: Cast, url: str) -> None:
    page = browser(cast.connie)
    walk(page, url, sent(cast), until="evidence")
    assert page.get(f"{url}?asked=check")["Location"] == f"{url}?asked=evidence"
    other = browser(cast.olive)
    assert other.get(f"{url}?asked=evidence").status_code == 404, "the wall stands"


def test_an_investigator_keeps_the_whole_form(cast: Cast) -> None:
    ocg = cast.ocg()
    asked = browser(cast.gail).get(f"/ocgs/{ocg.ref}/claim-disruption/").content.decode()
    for name in ("description", "effect", "evidence"):
        assert f'name="{name}"' in asked
    with as_actor(cast.gail):
        assert not asks_one_by_one(ClaimForm(actor=cast.gail, ocg=ocg))


def test_a_question_stands_with_the_one_that_calls_for_it(cast: Cast) -> None:
    assert pages_of(OrderForm(actor=cast.gail, ocg=cast.ocg()))["kind"] == ["kind", "other_kind"]


def test_files_and_changes_of_values_stay_whole(cast: Cast, action: Action) -> None:
    form = ClaimForActionForm(actor=cast.connie, action=action)
    assert asks_one_by_one(form)
    form.prefills = True
    assert not asks_one_by_one(form)
