"""The box in the header, the page, the API and the terminal; recent searches and the log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from broadhurst.capabilities.liaison.commands.log_decision import log_decision
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.search.commands import forget, remember
from broadhurst.foundation.search.models import RecentSearch
from broadhurst.surfaces.home.records import PAGES
from broadhurst.surfaces.search.queries import recent_searches
from broadhurst.surfaces.search.whole_references import RECORDS
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan

# The letters that begin the references of the records in the index. Hits are not in it, but found.
INDEXED = {
    "ACT", "BID", "DIS", "FLN", "HIT", "LTR", "MIL", "OCG", "ORD", "PRA", "REF", "REQ",
    "RPT", "SLF", "TRF",
}  # fmt: skip


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("path", ["/", "/ocgs/", "/reports/", "/search/", "/not-there/"])
def test_each_page_has_the_box(cast: Cast, path: str) -> None:
    client = browser(cast.gail)
    client.may_miss = True
    page = client.get(path).content.decode()
    assert '<form class="bh-header-search" action="/search/" method="get" role="search">' in page
    assert 'for="header-search">Search Broadhurst</label>' in page


def test_nobody_is_offered_the_box_before_signing_in(db: None) -> None:
    assert "bh-header-search" not in browser(None).get("/sign-in/").content.decode()


def test_the_page_shows_groups_with_links(cast: Cast) -> None:
    ocg = cast.ocg()
    page = main_of(browser(cast.gail).get("/search/?q=copper").content.decode())
    assert f'<a class="govuk-link" href="/ocgs/{ocg.ref}/">Copper Heron</a>' in page
    assert ">OCGs</h2>" in page
    assert "Owned by Challenger Bolton" in page


def test_a_whole_reference_leads_to_its_record(cast: Cast) -> None:
    ocg = cast.ocg()
    ours, _ = a_hit(cast)
    page = browser(cast.gail)
    for text, address in (
        (ocg.ref, f"/ocgs/{ocg.ref}/"),
        (ocg.ref.lower().replace("-", " "), f"/ocgs/{ocg.ref}/"),
        (ours.ref, f"/deconfliction/hits/{ours.ref}"),
    ):
        answer = page.get("/search/", {"q": text})
        assert answer.status_code == 302, text
        assert answer.headers["Location"].startswith(address)
    assert page.get("/search/", {"q": ocg.ref[:7]}).status_code == 200, "a part of one"


def test_a_reference_that_is_not_in_the_index_leads_to_its_record(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    entry = log_decision(
        actor=cast.gail, ocg=ocg, maker=cast.gail.officer, made_at=clock.now(), decision="Wait.",
        rationale="Too few officers tonight.",
    )  # fmt: skip
    for row, address in ((plan, f"/plans/{plan.ref}/"), (entry, f"/policy-log/{entry.ref}/")):
        answer = browser(cast.gail).get("/search/", {"q": row.ref.lower()})
        assert (answer.status_code, answer.headers.get("Location")) == (302, address)
        [group] = Machine(cast.gail).get(f"/search?q={row.ref}").json()["groups"]
        [found] = group["items"]
        assert found["href"] == address
        assert "Copper Heron" in found["context"]
        assert row.ref in terminal(cast.gail, "search", row.ref).output
        assert browser(cast.olive).get("/search/", {"q": row.ref}).status_code == 200
        assert Machine(cast.olive).get(f"/search?q={row.ref}").json()["groups"] == []
        assert Machine(cast.gail).get(f"/search?q={row.ref[:7]}").json()["groups"] == []


def test_each_kind_of_record_with_a_page_is_found_by_its_reference() -> None:
    """Notifications link to these records, so their references can be read and copied."""
    assert not INDEXED & RECORDS.keys()
    assert PAGES.keys() <= INDEXED | RECORDS.keys()
    for record in RECORDS.values():
        assert reverse(record.page, args=["X"])


def test_a_reference_behind_the_wall_is_answered_like_an_unknown_one(cast: Cast) -> None:
    ocg = cast.ocg()
    hidden, unknown = (
        browser(cast.olive).get("/search/", {"q": ref}) for ref in (ocg.ref, "OCG-ZZZZZZ")
    )
    assert (hidden.status_code, unknown.status_code) == (200, 200)
    assert "No results" in hidden.content.decode()


def test_the_page_says_what_to_try_if_there_is_nothing(cast: Cast) -> None:
    page = main_of(browser(cast.olive).get("/search/?q=copper").content.decode())
    assert "No results" in page


def test_the_page_asks_did_you_mean(cast: Cast) -> None:
    cast.ocg()
    page = main_of(browser(cast.gail).get("/search/?q=coper+herom").content.decode())
    assert 'Did you mean <a class="govuk-link" href="/search/?q=Copper%20Heron">' in page


def test_the_page_links_to_all_of_a_kind(cast: Cast) -> None:
    for _ in range(6):
        cast.ocg()
    page = browser(cast.gail).get("/search/?q=copper").content.decode()
    assert 'href="/search/?q=copper&amp;kind=ocg">Show all' in page
    page = browser(cast.gail).get("/search/?q=copper&kind=ocg").content.decode()
    assert main_of(page).count("bh-found__item") == 6


def test_a_text_is_escaped(cast: Cast) -> None:
    page = browser(cast.gail).get("/search/", {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in page


def test_api_and_terminal_answer_alike(cast: Cast) -> None:
    ocg = cast.ocg()
    answer = Machine(cast.gail).get("/search?q=copper%20heron").json()
    [group] = answer["groups"]
    assert (group["kind"], group["has_more"]) == ("ocg", False)
    assert group["items"][0]["href"] == f"/ocgs/{ocg.ref}/"
    assert (
        Machine(cast.gail).get("/search?q=coper%20herom").json()["did_you_mean"] == "Copper Heron"
    )
    assert Machine(cast.gail).get("/search?q=x&kind=secret").status_code == 422
    assert Machine(cast.olive).get("/search?q=copper%20heron").json()["groups"] == []
    told = terminal(cast.gail, "search", "copper heron")
    assert told.exit_code == 0, told.output
    assert f"Copper Heron ({ocg.ref})" in told.output
    assert "Did you mean “Copper Heron”?" in terminal(cast.gail, "search", "coper herom").output
    assert "No results." in terminal(cast.olive, "search", "copper heron").output


def test_each_search_is_in_the_log_and_only_its_officer_reads_it(cast: Cast) -> None:
    browser(cast.gail).get("/search/?q=Barnaby Crickmere")
    Machine(cast.gail).get("/search?q=Perry")
    terminal(cast.gail, "search", "AB12 CDE")
    with as_actor(cast.gail):
        events = Event.objects.filter(verb="search.made").order_by("pk")
        texts = ["Barnaby Crickmere", "Perry", "AB12 CDE"]
        assert [event.detail["text"] for event in events] == texts
        assert {event.kind for event in events} == {"consultation"}
        assert words(events[0]) == "Gail Fernsby searched for “Barnaby Crickmere”."
        assert not Notification.objects.filter(event__in=events).exists()
    for other in (cast.len, cast.mo, cast.olive, cast.system):
        with as_actor(other):
            assert not Event.objects.filter(verb="search.made").exists()


def test_the_subject_of_the_event_does_not_name_what_was_searched_for(cast: Cast) -> None:
    browser(cast.gail).get("/search/?q=Barnaby Crickmere")
    with as_actor(cast.gail):
        assert Event.objects.get(verb="search.made").subject == cast.gail.officer.username


def test_the_last_ten_searches_are_kept_each_once(cast: Cast) -> None:
    for number in range(12):
        remember(actor=cast.gail, text=f"text {number}")
    remember(actor=cast.gail, text="text 5")
    with as_actor(cast.gail):
        recent = recent_searches(cast.gail)
    assert len(recent) == 10
    assert sorted(recent) == sorted(f"text {number}" for number in range(2, 12))


def test_recent_searches_are_the_officers_own(cast: Cast) -> None:
    remember(actor=cast.gail, text="Barnaby")
    assert "Barnaby" in main_of(browser(cast.gail).get("/search/").content.decode())
    for other in (cast.len, cast.olive, cast.system):
        assert "Barnaby" not in main_of(browser(other).get("/search/").content.decode())
        with as_actor(other):
            assert not RecentSearch.objects.exists()
    forget(actor=cast.len)
    with as_actor(cast.gail):
        assert recent_searches(cast.gail) == ["Barnaby"]


def test_recent_searches_are_deleted_one_or_all_but_the_log_stays(cast: Cast) -> None:
    page = browser(cast.gail)
    for text in ("one", "two", "three"):
        page.get(f"/search/?q={text}")
    assert page.post("/search/", {"forget": "two"})["Location"] == "/search/"
    with as_actor(cast.gail):
        assert sorted(recent_searches(cast.gail)) == ["one", "three"]
    machine = Machine(cast.gail)
    assert machine.get("/searches").json()["items"]
    assert machine.post("/searches/forget", text="three").json() == {"count": 1}
    assert machine.get("/searches").json() == {"items": ["one"]}
    assert Machine(cast.len).post("/searches/forget").json() == {"count": 0}, "only their own"
    assert "one" in terminal(cast.gail, "searches").output
    assert "Deleted: 1." in terminal(cast.gail, "searches", "--forget").output
    with as_actor(cast.gail):
        assert recent_searches(cast.gail) == []
        assert Event.objects.filter(verb="search.made").count() == 3
    page.get("/search/?q=four")
    page.post("/search/")
    assert Machine(cast.gail).get("/searches").json()["items"] == []


def test_a_search_costs_few_queries(cast: Cast) -> None:
    for _ in range(3):
        cast.ocg()
    page = browser(cast.gail)
    page.get("/search/?q=copper")
    with CaptureQueriesContext(connection) as captured:
        page.get("/search/?q=copper")
    own = [
        one["sql"] for one in captured if "search_" in one["sql"] or "register_ocg" in one["sql"]
    ]
    assert len(own) <= 4
