"""A hit in review, a silent entry and nothing differ only in the intended words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import Hit
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation.access.wall import as_actor
from tests.deconfliction.fishing import asked
from tests.deconfliction.test_properties import undone
from tests.doors import Machine, browser, terminal
from tests.people import Cast

GIVEN: dict[str, Any] = {
    "company": ["Fernsby Haulage, M1 1AA"], "phone": ["07700 900123"], "matter": "OP-TEASEL",
}  # fmt: skip
OWN = re.compile(rb"DCN-[0-9]{4}-[A-Z0-9]+|TGT-[A-Z0-9]{10}")


@contextmanager
def in_review(cast: Cast) -> Iterator[None]:
    """Enter a company of nearly the same name for Gail, which a desk reviews first."""
    with undone():
        asked(cast.gail, phone=[], company=["Fernsbey Haulage, M1 2AB"])
        yield


@contextmanager
def silent(cast: Cast) -> Iterator[None]:
    """Enter the same phone number silently for Dot, whose entry must stay unknown."""
    with undone():
        asked(cast.dot, is_silent=True, because="A threat to life.")
        yield


@contextmanager
def nothing(cast: Cast) -> Iterator[None]:
    """Enter something else for Gail."""
    with undone():
        asked(cast.gail, phone=["07700 900456"])
        yield


def answered(cast: Cast) -> bytes:
    """Return every byte that Olive gets from API and terminal, without references."""
    answer = Machine(cast.olive).post("/deconfliction/checks", **GIVEN)
    assert answer.status_code == 201
    said = b"\n".join(f"{name}: {value}".encode() for name, value in answer.headers.items())
    told = terminal(
        cast.olive, "deconfliction", "check-target", "--company", GIVEN["company"][0],
        "--phone", GIVEN["phone"][0], "--matter", "OP-TEASEL",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    return OWN.sub(b"DCN", b"\n\n".join((said, answer.content, told.output.encode())))


def test_what_a_desk_reviews_and_what_is_silent_are_answered_alike_to_the_byte(cast: Cast) -> None:
    with in_review(cast):
        reviewed = answered(cast)
    with silent(cast):
        assert answered(cast) == reviewed
    assert b"1 referred to a desk" in reviewed
    assert b"No hit, " not in reviewed


def test_no_hit_has_the_same_shape_and_its_own_words(cast: Cast) -> None:
    """The words differ as designed: a referral is never shown as a clean answer."""
    with nothing(cast):
        none = Machine(cast.olive).post("/deconfliction/checks", **GIVEN).json()
    with silent(cast):
        met = Machine(cast.olive).post("/deconfliction/checks", **GIVEN).json()
    assert none.keys() == met.keys()
    assert none["answer"] == "No hit, 1 target checked"
    differ = {name for name in none if none[name] != met[name]}
    assert differ == {"receipt", "entry", "answer", "referred", "caveat"}


def statements(cast: Cast) -> list[str]:
    """Return the SQL statements of a check, in order."""
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        assert Machine(cast.olive).post("/deconfliction/checks", **GIVEN).status_code == 201
    return [query["sql"].split("(")[0][:40] for query in captured.captured_queries]


def test_nor_can_it_be_timed_which_of_the_two_it_was(cast: Cast) -> None:
    with in_review(cast):
        reviewed = statements(cast)
    with silent(cast):
        met = statements(cast)
    assert len(met) == len(reviewed), "\n".join(["silent", *met, "", "in review", *reviewed])


def test_the_receipt_says_what_stays_true_once_a_desk_has_decided(cast: Cast) -> None:
    """The receipt is the same to the byte after the decision of the desk."""
    asked(cast.dot, phone=GIVEN["phone"], is_silent=True, because="A threat to life.")
    made = Machine(cast.olive).post("/deconfliction/checks", **GIVEN).json()["receipt"]

    def said() -> tuple[Any, str]:
        page = browser(cast.olive).get(f"/deconfliction/checks/{made}/").content.decode()
        answer = Machine(cast.olive).get(f"/deconfliction/checks/{made}").json()
        return answer, page[page.index("<main") : page.index("</main>")]

    before = said()
    assert "A deconfliction desk reviews possible matches" in before[0]["caveat"]
    assert "A deconfliction desk reviews possible matches" in before[1]
    with as_actor(cast.dot):
        hit = Hit.objects.get()
    review_hit(actor=cast.dot, hit=hit, decision="dismiss", reason="Another's telephone.")
    assert said() == before
    again = Machine(cast.olive).post("/deconfliction/checks", **GIVEN).json()
    assert (again["referred"], again["caveat"]) == (1, before[0]["caveat"])


def test_a_desk_reads_at_the_silent_box_what_a_referral_gives_away(cast: Cast) -> None:
    page = browser(cast.dot).get("/deconfliction/check/").content.decode()
    assert "may reveal that a silent entry exists" in page
