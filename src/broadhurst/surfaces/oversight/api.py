"""API endpoints that compare organisations, and answer whether Recommendation 1 is met."""

from dataclasses import asdict
from datetime import date

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.foundation import clock
from broadhurst.foundation.chart import FunnelPlot
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure.months import year_before
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.oversight import queries
from broadhurst.surfaces.oversight.recommendation_1 import Answer, Test, answer
from broadhurst.surfaces.oversight.schemas import (
    ComparedOut,
    ComparisonOut,
    MedianOut,
    MonthlyShareOut,
    NotComparedOut,
    PartAnswerOut,
    ProcessStepOut,
    RecommendationOut,
    RecommendationTestOut,
    RequestAnswersOut,
    ShareOut,
)
from broadhurst.surfaces.oversight.steps import BY_KEY

router = Router(tags=["insight"])


@router.get(
    "/oversight",
    summary="Organisations beside each other, by process step, over a period",
    response=ComparisonOut,
)
def oversight(
    request: ActingRequest,
    scope: str = "",
    step: str = "",
    since: date | None = None,
    as_of: date | None = None,
) -> HttpResponse:
    if step and step not in BY_KEY:
        raise Http404
    day = as_of or clock.today()
    first = since or year_before(day)
    compared = queries.chosen(request.actor, scope, day)
    scopes = [choice.key for choice in queries.choices(request.actor, day)]
    if compared is None and scope:
        raise Http404
    answer = ComparisonOut(
        scope="", scopes=scopes, since=first, as_of=day, without_records=0, steps=[]
    )
    if compared is None:
        return api.answer(answer)
    try:
        comparison = queries.compare(request.actor, compared, step, first, day)
    except Refused as refused:
        errors = [{"field": "since", "message": objection} for objection in refused.objections]
        raise Problem(422, "Some answers are not valid", errors=errors) from refused
    steps = [_as_step(step) for step in comparison.steps]
    return api.answer(
        answer.model_copy(
            update={
                "scope": compared.key,
                "without_records": comparison.without,
                "steps": steps,
            }
        )
    )


@router.get(
    "/oversight/recommendation-1",
    summary="Whether Recommendation 1 of the 2021 ROCU report is met",
    response=RecommendationOut,
)
def recommendation_1(
    request: ActingRequest, scope: str = "", since: date | None = None, as_of: date | None = None
) -> HttpResponse:
    day = as_of or clock.today()
    first = since or year_before(day)
    chosen = queries.chosen(request.actor, scope, day)
    if chosen is None and scope:
        raise Http404
    blank = RecommendationOut(
        scope="",
        scopes=[choice.key for choice in queries.choices(request.actor, day)],
        since=first,
        as_of=day,
        text="",
        source="",
        verdict="",
        sentence="",
        tests=[],
        parts=[],
        trend=[],
        by_kind=[],
        by_unit=[],
    )
    if chosen is None:
        return api.answer(blank)
    try:
        answered = answer(request.actor, chosen, first, day)
    except Refused as refused:
        errors = [{"field": "since", "message": objection} for objection in refused.objections]
        raise Problem(422, "Some answers are not valid", errors=errors) from refused
    return api.answer(blank.model_copy(update={"scope": chosen.key, **_as_answer(answered)}))


def _as_answer(answer: Answer) -> dict[str, object]:
    return {
        "text": answer.finding.text if answer.finding else "",
        "source": answer.finding.source if answer.finding else "",
        "verdict": answer.verdict,
        "sentence": answer.sentence,
        "tests": [_as_test(test) for test in answer.tests],
        "parts": [
            PartAnswerOut(
                name=part.name,
                verdict=part.verdict,
                tests=[_as_test(test) for test in part.tests],
            )
            for part in answer.parts
        ],
        "trend": [
            MonthlyShareOut(
                title=line.name, months=list(answer.trend.labels), values=list(line.values)
            )
            for line in answer.trend.series
        ],
        "by_kind": [RequestAnswersOut(**asdict(part)) for part in answer.split["kind"]],
        "by_unit": [RequestAnswersOut(**asdict(part)) for part in answer.split["unit"]],
    }


def _as_test(test: Test) -> RecommendationTestOut:
    return RecommendationTestOut(
        text=test.text, in_words=test.in_words, is_met=test.is_met, figure=test.figure.name
    )


def _as_step(compared: queries.Compared) -> ProcessStepOut:
    return ProcessStepOut(
        key=compared.step.key,
        title=compared.step.title,
        shares=[_as_share(plot, method) for plot, method in compared.plots],
        medians=compared.medians,
        organisations=[
            MedianOut(name=name, in_words=words) for name, words in compared.organisations
        ],
    )


def _as_share(plot: FunnelPlot, method: str) -> ShareOut:
    compared = []
    for case in plot.cases:
        at = plot.limits_of(case)
        compared.append(
            ComparedOut(
                name=case.label,
                numerator=case.numerator,
                many=case.many,
                share=case.share,
                limits_95=[at.low, at.high],
                limits_998=[at.lowest, at.highest],
                compared=plot.where(case),
            )
        )
    return ShareOut(
        name=plot.name,
        title=plot.title,
        method=method,
        share=plot.share,
        compared=compared,
        not_compared=[NotComparedOut(name=name, why=why) for name, why in plot.aside],
    )
