"""JSON API of disruptions."""

from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.disruptions.lists import DISRUPTIONS
from broadhurst.capabilities.disruptions.models import Disruption, DisruptionPolicy, Step
from broadhurst.capabilities.disruptions.queries.counted import Ledger, Line, ledger
from broadhurst.capabilities.disruptions.queries.disruptions import disruptions
from broadhurst.capabilities.disruptions.schemas import (
    DisruptionChangeOut,
    DisruptionDetailOut,
    DisruptionGradeOut,
    DisruptionOut,
    DisruptionPolicyOut,
    DisruptionStepOut,
    DisruptionTypeOut,
    LedgerLineOut,
    LedgerOut,
    LedgerPartOut,
    SupportedOut,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["disruptions"])


@router.get(
    "/disruptions", **lists.listing(DISRUPTIONS, "List the disruptions you can see", DisruptionOut)
)
def list_disruptions(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, DISRUPTIONS, as_disruption)


@router.get(
    "/disruption-ledger",
    summary="Count the disruptions you can see, as they counted at the end of a day",
    response=LedgerOut,
)
def counted(
    request: ActingRequest, since: date | None = None, as_of: date | None = None
) -> HttpResponse:
    return api.answer(as_ledger(ledger(since, as_of or clock.today())))


@router.get(
    "/disruption-grades",
    **api.listing("List the versions of the wording of grades", DisruptionPolicyOut),
)
def policies(request: ActingRequest) -> HttpResponse:
    rows = DisruptionPolicy.objects.all()
    return api.listed(request, rows, by="-from_on", as_json=as_policy)


@router.get(
    "/disruptions/{ref}", summary="One disruption with its steps", response=DisruptionDetailOut
)
def one_disruption(request: ActingRequest, ref: str) -> HttpResponse:
    disruption = api.find(request, disruptions(), ref=ref)
    steps = disruption.steps.select_related("officer", "unit")
    values = as_disruption(disruption).model_dump()
    return api.answer(DisruptionDetailOut(**values, steps=[as_step(step) for step in steps]))


def as_disruption(disruption: Disruption) -> DisruptionOut:
    return DisruptionOut(
        ref=disruption.ref,
        ocg=disruption.ocg.ref if disruption.ocg else None,
        action=disruption.action.ref if disruption.action else None,
        happened_on=disruption.happened_on,
        p=disruption.p,
        kind=disruption.kind,
        description=disruption.description,
        effect=disruption.effect,
        evidence=disruption.evidence,
        references=disruption.references,
        grade_claimed=disruption.grade_claimed,
        grade=disruption.grade,
        lead=disruption.lead.key,
        supporters=sorted(agency.key for agency in disruption.supporters.all()),
        stage=disruption.stage,
        unit=disruption.unit.key,
        claimed_by=disruption.claimed_by.username,
        claimed_at=disruption.claimed_at,
        policy=disruption.policy.version,
    )


def as_step(step: Step) -> DisruptionStepOut:
    return DisruptionStepOut(
        verb=step.verb,
        at=step.at,
        officer=step.officer.username,
        unit=step.unit.key,
        grade=step.grade,
        reason=step.reason,
        changes=[
            DisruptionChangeOut(field=field, was=was, now=now) for field, was, now in step.changes
        ],
    )


def as_policy(policy: DisruptionPolicy) -> DisruptionPolicyOut:
    return DisruptionPolicyOut(
        version=policy.version,
        name=policy.name,
        from_on=policy.from_on,
        is_example=policy.is_example,
        source=policy.source,
        grades=[DisruptionGradeOut(**row) for row in policy.grades],
        kinds=[DisruptionTypeOut(**row) for row in policy.kinds],
    )


def as_ledger(totals: Ledger) -> LedgerOut:
    return LedgerOut(
        since=totals.since,
        as_of=totals.as_of,
        total=_line(totals.total),
        parts=[
            LedgerPartOut(title=part.title, lines=[_line(line) for line in part.lines])
            for part in totals.parts
        ],
        supported=[
            SupportedOut(organisation=name, disruptions=number) for name, number in totals.supported
        ],
    )


def _line(line: Line) -> LedgerLineOut:
    return LedgerLineOut(label=line.label, total=line.total, **line.grades)
