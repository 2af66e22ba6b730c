"""A desk counts the verdicts on its own hits of people, by script and by how they arose."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Reasons
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.capabilities.duty_desks.queries.verdicts import verdicts_of
from broadhurst.capabilities.duty_desks.rules import WHY_BY_SCRIPT, share_in_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.people import Cast

PAGE, API = "/deconfliction/desk/verdicts/", "/desk/verdicts"
BORN = "1988-03-27"


def answered(hit: Hit, verdict: str) -> None:
    with elevated("a test answers for both sides"):
        HitSide.objects.filter(hit=hit).update(verdict=verdict)


def dismissed(cast: Cast) -> None:
    review_hit(actor=cast.dot, hit=in_review(cast), decision="dismiss", reason="Another person.")


@pytest.fixture
def hits(cast: Cast) -> Cast:
    """Make hits of people: one in Cyrillic told at once, and six sent to Dot's desk."""
    asked(cast.gail, person=["Михаил Горшковский"], born=BORN, phone=[])
    asked(cast.olive, person=["Mikhail Gorshkovsky"], born=BORN, phone=[])
    with as_actor(cast.dot):
        answered(Hit.objects.get(), "same")
    for _ in range(4):
        dismissed(cast)
    confirmed = in_review(cast)
    review_hit(actor=cast.dot, hit=confirmed, decision="confirm", reason="One person.")
    answered(confirmed, "same")
    in_review(cast)
    return cast


def test_a_desk_reads_its_verdicts_at_every_door(hits: Cast) -> None:
    page = browser(hits.dot).get(PAGE).content.decode()
    answer: dict[str, Any] = Machine(hits.dot).get(API).json()
    said = terminal(hits.dot, "deconfliction", "verdicts").output
    across, sent = answer["items"]
    assert (across["script"], across["way"]) == ("another script, on either side", "told at once")
    assert (across["same"], across["not_same_of_decided"]) == (1, "0 of 1: too few to say")
    assert (sent["same"], sent["not_same"], sent["undecided"], sent["decided"]) == (1, 4, 1, 5)
    assert sent["not_same_of_decided"] == "4 of 5 (80 in 100)"
    assert answer["together"]["not_same_of_decided"] == "4 of 6 (67 in 100)"
    for text in (WHY_BY_SCRIPT, "4 of 5 (80 in 100)", "0 of 1: too few to say", answer["scope"]):
        assert text in page
        assert text in said
    assert hits.dot.unit.name in answer["scope"]
    assert PAGE in browser(hits.dot).get("/deconfliction/desk/").content.decode()


def test_only_a_desk_gets_in_and_counts_only_its_own_hits(hits: Cast) -> None:
    refused = "Only a deconfliction desk can see the verdicts on its hits."
    page = browser(hits.gail).get(PAGE)
    answer = Machine(hits.gail).get(API)
    assert (page.status_code, answer.status_code) == (403, 403)
    assert refused in page.content.decode()
    assert answer.json()["detail"] == refused
    assert refused in terminal(hits.gail, "deconfliction", "verdicts").output
    with as_actor(hits.gail):
        counted = verdicts_of(hits.dot.unit, 12).together
    # The wall shows Gail only the two hits that her own unit was told of.
    assert (counted.same, counted.not_same, counted.undecided) == (2, 0, 0)
    with elevated("a test takes the other side from Roz's desk"):
        HitSide.objects.filter(desk=hits.roz.unit).update(desk=None)
    assert Machine(hits.roz).get(API).json()["items"] == []
    assert "No hits of people in this period" in browser(hits.roz).get(PAGE).content.decode()


def test_the_period_begins_with_a_month_and_a_wrong_one_is_refused(hits: Cast) -> None:
    with clock.set_to(NOW + timedelta(days=200)):
        assert Machine(hits.dot).get(f"{API}?months=3").json()["items"] == []
        assert len(Machine(hits.dot).get(f"{API}?months=12").json()["items"]) == 2
    for months in ("0", "61", "all", "00060000", "9" * 5_000):
        assert browser(hits.dot).get(f"{PAGE}?months={months}").status_code == 404
    assert Machine(hits.dot).get(f"{API}?months=61").status_code == 422
    assert "61" in terminal(hits.dot, "deconfliction", "verdicts", "--months", "61").output


def test_hits_are_counted_with_one_query(hits: Cast, django_assert_num_queries: Any) -> None:
    with as_actor(hits.dot), django_assert_num_queries(1):
        assert len(verdicts_of(hits.dot.unit, 12).rows) == 2


def test_old_hits_have_no_script_and_hits_without_people_are_left_out(cast: Cast) -> None:
    in_review(cast)
    in_review(cast, kind="phone", kinds=["phone"])
    with as_actor(cast.dot):
        (row,) = verdicts_of(cast.dot.unit, 12).rows
        assert Reasons.objects.count() == 2
    assert (row.script, row.way, row.undecided) == ("not recorded", "sent to a desk", 1)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "0 of 0: too few to say"),
        (4, 4, "4 of 4: too few to say"),
        (1, 5, "1 of 5 (20 in 100)"),
    ],
)
def test_a_share_has_its_numbers(part: int, whole: int, said: str) -> None:
    assert share_in_words(part, whole) == said
