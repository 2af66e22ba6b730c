"""One version of a 4P plan as a document, with the marking on each page."""

from collections.abc import Iterator
from typing import Any

from broadhurst.capabilities.plans.models import Action, Grading, Plan
from broadhurst.capabilities.plans.queries.aims import aims
from broadhurst.capabilities.plans.queries.versions import plans, strands
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import (
    copy_for,
    facts,
    heading,
    labelled,
    paragraphs,
    plain,
    section,
    table,
)
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.record_copies.declared import RecordCopy

HEADS = ("Action", "Unit", "Due", "Status")


def on_paper(actor: Actor, plan: Any) -> Letter:
    """Return one version of a plan, with its objectives, actions, aims and reviews."""
    title = f"4P plan of {plan.ocg.caption}, version {plan.version}"
    return copy_for(actor, title, _parts(plan))


def _parts(plan: Any) -> Iterator[str]:
    yield from facts(_about(plan))
    yield from strands_on_paper(plan)
    yield from _aims(plan)
    yield heading("Reviews")
    reviews = list(plan.reviews.select_related("reviewed_by"))
    for review in reviews:
        yield labelled(f"{day(review.reviewed_at)}, {review.reviewed_by.name}", review.findings)
    if not reviews:
        yield plain("This version has not been reviewed yet.")


def _about(plan: Any) -> list[tuple[str, object]]:
    return [
        ("Reference", plan.ref),
        ("Status", plan.get_stage_display()),
        ("Aim", plan.aim),
        ("Owner", f"{plan.owner_unit.name}, {plan.owner_unit.agency.short_name}"),
        ("Drafted by", plan.drafted_by.name),
        ("Began", f"{day(plan.drafted_at)}: {plan.because}"),
        ("Agreed", plan.agreed_at and f"{day(plan.agreed_at)} by {plan.agreed_by.name}"),
        ("Next review", plan.stage == Plan.Stage.AGREED and day(plan.review_due_on)),
        ("Replaced", plan.superseded_at and day(plan.superseded_at)),
    ]


def strands_on_paper(plan: Plan) -> Iterator[str]:
    """Yield the objectives of a version under each P, with a table of the actions of each."""
    for strand in strands(plan):
        yield heading(strand.p.label)
        for objective, actions in strand.objectives:
            yield heading(objective.text, 3)
            yield table(HEADS, map(_action, actions), "No actions for this objective yet.")
        if not strand.objectives:
            yield plain(f"No objective under {strand.p.label} yet.")


def _action(action: Action) -> list[str]:
    status = action.get_stage_display()
    if action.closed_at:
        status = f"{status}, {day(action.closed_at)}"
    return [
        f"{action.title} ({action.ref})", action.accountable_unit.name, day(action.due_on), status,
    ]  # fmt: skip


def _aims(plan: Plan) -> Iterator[str]:
    aims_of_plan = aims(plan)
    grades = dict(Grading.Grade.choices)
    outcomes = [
        [outcome.text, grades.get(outcome.grade, "Not graded"), outcome.because or ""]
        for outcome in aims_of_plan["outcomes"]
    ]
    yield from section(
        "Desired outcomes", ("Outcome", "Grade", "Reason"), outcomes, "No desired outcomes yet."
    )
    yield from section(
        "Intelligence gaps",
        ("Question", "Opened", "Result", "Learnt"),
        [
            [gap.question, day(gap.opened_at), gap.get_result_display() or "Open", gap.learnt]
            for gap in aims_of_plan["gaps"]
        ],
        "No intelligence gaps yet.",
    )
    yield from section(
        "Exit criteria",
        ("Criterion", "State", "Note"),
        [
            [criterion.text, criterion.get_state_display(), criterion.note]
            for criterion in aims_of_plan["criteria"]
        ],
        "No exit criteria yet.",
    )
    if closing := aims_of_plan["closing"]:
        yield heading("Closing")
        yield labelled("Closed", f"{day(closing.closed_at)} by {closing.closed_by.name}")
        yield from paragraphs(closing.summary)


def summary_on_paper(plan: Any) -> Iterator[str]:
    """Yield a plan in short, for the document of its OCG."""
    stage = in_sentence(plan.get_stage_display())
    yield labelled("4P plan", f"{plan.ref}, version {plan.version}, {stage}")
    yield labelled("Aim", plan.aim)
    yield from strands_on_paper(plan)


PLAN_COPY = RecordCopy("plan", plans, on_paper, page="plans:plan")
