"""The demo's data, checked without loading it, which would take too long for a test."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace as Of

import pytest

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.surfaces.demo.history import SHARE, YOUNGEST
from broadhurst.surfaces.demo.lateness import LATEST, done_on
from broadhurst.surfaces.demo.names import phone_numbers
from broadhurst.surfaces.demo.scenario_activity import recent_days
from broadhurst.surfaces.demo.scenario_board_packs import OF_THE_CHAIR, OF_THE_CHIEF
from broadhurst.surfaces.demo.scenario_deconfliction import (
    ACKNOWLEDGED,
    ANSWERED,
    BORN,
    ONE_PERSON,
    PAIRS,
    SPOKEN,
    WAITING,
)
from broadhurst.surfaces.demo.scenario_transfers import ASKED_BACK, Handover
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS, Words
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.records import Record


def test_two_ocgs_share_a_phone_number_only_on_purpose() -> None:
    """An accidental hit would stay open for years, and the desk would look deserted."""
    numbers = phone_numbers(Random(1))  # noqa: S311 - made-up numbers
    shared = {f"07700 900 55{number}" for number in range(len(PAIRS))}
    assert len(set(numbers)) == len(numbers) >= sum(SHARE.values())
    assert not {one.replace(" ", "") for one in shared} & {one.replace(" ", "") for one in numbers}


def test_a_force_waits_for_an_answer_to_its_request_on_any_day_of_loading() -> None:
    """A request of the Saturday before was not made yet when the demo was loaded on a Monday."""
    for days in range(7):
        until = datetime(2026, 11, 30, 1, 42, tzinfo=UTC) + timedelta(days=days)
        script = Script(until)
        tasking = Of(region=Of(rocu={"rita": None}))
        reason, answer = ASKED_BACK["rochdale"]
        Handover(Of(script=script), tasking).ask_back(reason, answer)  # type: ignore[arg-type]
        assert (answer, len(script)) == ("", 1)


def test_no_action_is_overdue_for_years() -> None:
    """One action from 2019 was shown as overdue by 2,515 days."""
    today, random = date(2019, 11, 4), Random(1)  # noqa: S311
    due = today + timedelta(days=30)
    late = [done_on(random, due, today) - due for _ in range(500)]
    assert max(late) == LATEST < timedelta(days=90)
    assert sum(days == LATEST for days in late) > 10, "on the day of loading some are overdue"


def test_of_each_way_for_a_hit_to_stand_there_is_one() -> None:
    assert {pair.steps for pair in PAIRS} == {WAITING, ACKNOWLEDGED, SPOKEN, ANSWERED}
    places = [place for pair in PAIRS for place in (pair.one, pair.other)]
    assert len(set(places)) == len(places)
    assert all(number < SHARE[force] for force, number in places)
    assert all(pair.one[0] != pair.other[0] for pair in PAIRS)
    assert ("gmp", YOUNGEST) in places


def test_the_first_hit_on_the_desks_list_has_reasons_to_draw() -> None:
    """The desk lists the hit with the earliest deadline first, which is the oldest one."""
    waiting = [pair for pair in PAIRS if pair.steps == WAITING and pair.added]
    oldest = max(waiting, key=lambda pair: pair.added or timedelta())
    assert (oldest.one[0], oldest.people) == ("gmp", ONE_PERSON)
    matcher = Matcher.default()
    one, other = (
        matcher.row(Record.of_name(name, born=BORN.isoformat())).reshape(1, -1)
        for name in ONE_PERSON
    )
    assert matcher.tells(one, other), "both sides are told without a desk"


FILLED = {"place": "Bolton", "premises": "lock-up"}
APART = {
    "parts",
    "premises",
    "inspections",
    "answered",
    "letter",
    "register",
    "registering",
    "lifecycle",
    "practice",
    "messages",
    "orders",
    "links",
    "shared_car",
    "covers",
    "events",
    "partner_lros",
    "letters",
    "tracked",
    "self_assessments",
    "disruptions",
    "full_decisions",
    "review_answers",
    "record_notes",
    "record_files",
    "meeting_papers",
    "directions",
    "successions",
}
KINDS = [f"{room}.{kind}" for room, kinds in WORDS.items() if room not in APART for kind in kinds]


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_of_a_text_can_be_filled_in_and_is_written_once(kind: str) -> None:
    words = Words(Random(1))  # noqa: S311
    texts = [words.say(kind, **FILLED) for _ in range(20)]
    assert len(set(texts)) == len(texts)
    assert not [text for text in texts if "{" in text or not text[0].isupper()]


@pytest.mark.parametrize("p", ["prevent", "protect"])
def test_a_brief_belongs_to_the_title_of_its_action(p: str) -> None:
    """A council reads both, and nothing else of the plan."""
    titles, briefs = WORDS["actions"][p], WORDS["briefs"][p]
    assert len(titles) == len(briefs)
    words = Words(Random(1))  # noqa: S311
    for _ in range(3 * len(titles)):
        title, brief = words.say_both(f"actions.{p}", f"briefs.{p}", street="Peg Row", **FILLED)
        assert "Peg Row" in title
        assert "Peg Row" in brief
        for number in WORDS["parts"]["number"]:
            if number in title.split():
                assert number in brief.split(), (title, brief)
        assert "{" not in brief
        by_a_day = [day for day in WORDS["parts"]["weekday"] if f"by {day}" in brief]
        assert not by_a_day, "the action has its due date, weeks later"


@pytest.mark.parametrize("room", ["full_decisions", "review_answers"])
def test_texts_that_are_used_in_turn_name_their_ocg(room: str) -> None:
    for kind, forms in WORDS[room].items():
        named = {form.format(name="Scarlet Kestrel") for form in forms}
        assert len(named) == len(forms), kind
        assert all("Scarlet Kestrel" in text for text in named), kind


def test_no_more_texts_than_the_words_allow_stops_the_loading() -> None:
    words = Words(Random(1))  # noqa: S311
    given = {"street": "Treacle Row", "away": "Wales", "source": "bank records", "number": "two"}
    for _ in WORDS["packs"]["gaps"]:
        words.say("packs.gaps", **given, **FILLED)
    with pytest.raises(LookupError, match="no new text of the kind"):
        words.say("packs.gaps", **given, **FILLED)


def test_more_ocgs_are_registered_in_the_second_year_than_in_the_first() -> None:
    today = date(2026, 11, 27)
    days = recent_days(Random(1), today, 60)  # noqa: S311
    first = sum(day < today - timedelta(days=365) for day in days)
    assert 0 < first < 60 - first
    assert max(days) <= today - timedelta(days=12)


def test_board_packs_have_figures_of_the_catalogue() -> None:
    assert {*OF_THE_CHAIR, *OF_THE_CHIEF} <= FIGURES.keys()
