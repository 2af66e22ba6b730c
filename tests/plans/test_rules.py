"""Rules of plans, without a database."""

from datetime import date
from types import SimpleNamespace as Thing
from typing import Any

import pytest

from broadhurst.capabilities.plans.rules import plans as rules

ACTIVE = Thing(state="active", due_on=None)
TODAY = date(2021, 3, 1)
IN_DATE = {"assessment": Thing(moderation=Thing(review_due_on=date(2021, 5, 31))), "today": TODAY}
OFFICER = Thing(pk=2)
DRAFT = Thing(stage="draft", version=1, drafted_by_id=1)
AGREED = Thing(stage="agreed", version=1, drafted_by_id=1)
OLD = Thing(stage="superseded", version=1, drafted_by_id=1)
LRO = ["LRO"]


@pytest.mark.parametrize("part", rules.WRITERS)
def test_each_writer_may_draft(part: str) -> None:
    assert rules.objections_to_draft(ACTIVE, [part], None, aim="Stop it.") == []


def test_nobody_else_may_and_all_objections_come_at_once() -> None:
    archived = Thing(state="archived")
    objections = rules.objections_to_draft(archived, [], DRAFT, aim="SECRET")
    assert len(objections) == 4


def test_the_next_version_waits_until_the_draft_is_agreed() -> None:
    assert rules.objections_to_draft(ACTIVE, LRO, AGREED, aim="Stop it.") == []
    assert "is a draft" in rules.objections_to_draft(ACTIVE, LRO, DRAFT, aim="Stop it.")[0]


@pytest.mark.parametrize("plan", [AGREED, OLD])
def test_objectives_are_set_in_a_draft(plan: Thing) -> None:
    assert len(rules.objections_to_add_objective(ACTIVE, LRO, plan, text="x")) == 1
    assert rules.objections_to_add_objective(ACTIVE, LRO, DRAFT, text="x") == []


@pytest.mark.parametrize("plan", [DRAFT, AGREED])
def test_actions_are_added_to_the_live_version(plan: Thing) -> None:
    given: dict[str, Any] = {"due_on": TODAY, "today": TODAY, "texts": ("x",)}
    assert rules.objections_to_add_action(ACTIVE, LRO, plan, **given) == []
    assert len(rules.objections_to_add_action(ACTIVE, LRO, OLD, **given)) == 1


def test_an_action_is_not_due_in_the_past() -> None:
    given: dict[str, Any] = {"due_on": date(2021, 2, 28), "today": TODAY, "texts": ()}
    assert "in the past" in rules.objections_to_add_action(ACTIVE, LRO, DRAFT, **given)[0]


def test_another_agency_needs_a_brief_and_an_agreement() -> None:
    objections = rules.objections_to_share(title="Go", brief=" ", shared_under="", secrets=())
    assert len(objections) == 2


@pytest.mark.parametrize("field", ["title", "brief", "shared_under"])
def test_what_another_agency_reads_never_names_the_ocg(field: str) -> None:
    told = {"title": "Go", "brief": "Look", "shared_under": "Agreement 1"}
    secrets = ("OCG-222222", "Copper Heron", "")
    assert rules.objections_to_share(**told, secrets=secrets) == []
    told[field] = "about COPPER HERON"
    assert "“Copper Heron”" in rules.objections_to_share(**told, secrets=secrets)[0]


def test_a_plan_that_says_nothing_is_not_agreed() -> None:
    objections = rules.objections_to_agree(
        ACTIVE,
        LRO,
        DRAFT,
        officer=OFFICER,
        objectives=[],
        outcomes=[],
        actions=[],
        anyone_exploited=True,
        **IN_DATE,
    )
    assert len(objections) == 4


def test_someone_exploited_needs_an_objective_under_protect() -> None:
    pursue, protect = Thing(p="pursue"), Thing(p="protect")
    for objectives, count in (([pursue], 1), ([pursue, protect], 0)):
        objections = rules.objections_to_agree(
            ACTIVE,
            LRO,
            DRAFT,
            officer=OFFICER,
            objectives=objectives,
            outcomes=[1],
            actions=[1],
            anyone_exploited=True,
            **IN_DATE,
        )
        assert len(objections) == count


@pytest.mark.parametrize("plan", [AGREED, OLD])
def test_a_plan_is_agreed_once(plan: Thing) -> None:
    objections = rules.objections_to_agree(
        ACTIVE,
        LRO,
        plan,
        officer=OFFICER,
        objectives=[Thing(p="pursue")],
        outcomes=[1],
        actions=[1],
        anyone_exploited=False,
        **IN_DATE,
    )
    assert len(objections) == 1


@pytest.mark.parametrize(
    ("next_on", "count"), [(TODAY, 1), (date(2021, 3, 2), 0), (date(2021, 3, 29), 0),
                           (date(2021, 3, 30), 1)],
)  # fmt: skip
def test_the_next_review_is_after_today_and_within_the_cadence(next_on: date, count: int) -> None:
    objections = rules.objections_to_review(
        ACTIVE, LRO, AGREED, next_on=next_on, latest=date(2021, 3, 29), today=TODAY
    )
    assert len(objections) == count


def test_a_draft_is_not_reviewed() -> None:
    day = date(2021, 3, 29)
    objections = rules.objections_to_review(
        ACTIVE, LRO, DRAFT, next_on=day, latest=day, today=TODAY
    )
    assert objections == ["Version 1 is a draft. Agree it first."]


def test_a_plan_is_handed_over_to_another_unit() -> None:
    plan = Thing(owner_unit_id=1)
    assert rules.objections_to_hand_over(plan, Thing(pk=1))
    assert rules.objections_to_hand_over(plan, Thing(pk=2)) == []


@pytest.mark.parametrize("stage", ["complete", "cancelled"])
def test_what_is_closed_stays_closed(stage: str) -> None:
    everyone = [rules.ACCOUNTABLE, *rules.WRITERS]
    assert rules.ACTION.open_to(stage, everyone) == []


def test_those_who_write_the_plan_do_not_report_for_the_unit_that_acts() -> None:
    done_by_its_unit = {"report_progress", "complete_action", "return_action", "ask_question"}
    assert not done_by_its_unit & set(rules.ACTION.open_to("accepted", rules.WRITERS))
    assert done_by_its_unit <= set(rules.ACTION.open_to("accepted", [rules.ACCOUNTABLE]))
