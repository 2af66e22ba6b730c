"""Steps of the demo that must come within some days of another, for every day of three years.

No database: the scenarios are asked when they would play their steps, and nothing is played.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from unittest.mock import MagicMock

from broadhurst.capabilities.register.rules.life import LOOK_AGAIN_WITHIN
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.scenario_commitments import COMMENTS_IN as PROPOSAL_COMMENTS_IN
from broadhurst.surfaces.demo.scenario_commitments import DONE_IN, Proposal
from broadhurst.surfaces.demo.scenario_inspections import COMMENTS_IN, Answer
from broadhurst.surfaces.demo.scenario_lifecycle import Threat
from broadhurst.surfaces.demo.scenario_recent import LATE_SINCE
from broadhurst.surfaces.demo.scenario_tasking import CADENCE
from broadhurst.surfaces.demo.scenario_transfers import OPEN_DAYS, PREPARED_AFTER
from broadhurst.surfaces.demo.script import A_DAY, Script, in_office, working_day
from broadhurst.surfaces.demo.words import WORDS

FIRST = datetime(2026, 12, 4, 0, 4, tzinfo=UTC)  # minutes after midnight: yesterday is the last day
REGION = MagicMock()
REGION.forces["gmp"].teams.__getitem__.return_value = (MagicMock(), MagicMock())
THREE_YEARS = [FIRST + timedelta(days=number) for number in range(3 * 365 + 1)]


def days(write: Callable[[Script], None], until: datetime) -> dict[str, date]:
    """Return the day of each step by its name: the first, where a step is played twice."""
    script = Script(until)
    write(script)
    found: dict[str, date] = {}
    for instant, step in script.planned():
        function = step.func if isinstance(step, partial) else step
        found.setdefault(function.__name__, instant.date())
    return found


def test_a_proposal_is_published_within_the_56_days_of_both_reports() -> None:
    for until in THREE_YEARS:
        day = days(lambda script: Proposal(script, REGION).write(), until)
        inspected_on, opened_on = day["inspect_all"], day["open"]
        assert inspected_on < opened_on, "a finding recurs from an earlier report"
        assert opened_on < day["comment_on"] < opened_on + PROPOSAL_COMMENTS_IN
        last_day = clock.section_55_last_day(inspected_on)
        assert day["comment_on"] < day["publish"] < last_day, until
        assert day["publish"] < day["move"] < day["publish"] + DONE_IN


def test_the_made_up_response_can_still_be_published_in_its_56_days() -> None:
    for until in THREE_YEARS:
        day = days(lambda script: Answer(script, REGION).write_made_up(), until)
        opened_on = day["_open_made_up"]
        assert day["_record_made_up"] < day["_set_steps"] <= opened_on
        assert opened_on < day["_comment_on_made_up"] < opened_on + COMMENTS_IN
        assert day["_comment_on_made_up"] < day["_answer_made_up"] <= day["_clear_first_steps"]
        last_day = clock.section_55_last_day(day["_record_made_up"])
        assert until.date() + timedelta(days=7) <= last_day, until


def test_each_threat_reaches_its_end_before_the_demo_is_loaded() -> None:
    ends = {
        "reported": "report", "assessing": "_start", "not_adopted": "_decline",
        "active": "_adopt", "dormant": "_make_dormant", "merged": "_merge", "split": "_split",
    }  # fmt: skip
    for until in THREE_YEARS:
        for words in WORDS["lifecycle"]:
            day = days(lambda script, of=words: Threat(script, REGION, of).write(), until)
            ended_on = day[ends[words["until"]]]
            if again := words.get("look_again_in"):
                assert until.date() + again * A_DAY <= ended_on + LOOK_AGAIN_WITHIN, until


def test_the_open_handover_is_prepared_before_the_demo_is_loaded() -> None:
    """Its board adopts the OCG at the next meeting after the day when it is on an agenda."""
    for until in THREE_YEARS:
        asked_on = working_day(until.date() - OPEN_DAYS * A_DAY)
        on_agenda = working_day(asked_on + A_DAY)
        adopted_on = working_day(on_agenda + CADENCE["regional"] * A_DAY)
        assert working_day(adopted_on + PREPARED_AFTER) < until.date(), until


def test_a_request_is_late_enough_to_be_passed_up() -> None:
    for until in THREE_YEARS:
        asked_on = in_office(in_office(until) - LATE_SINCE).date()
        assert clock.add_working_days(asked_on, 3) < until.date(), until
