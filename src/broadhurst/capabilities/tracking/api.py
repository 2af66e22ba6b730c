"""The JSON API of the tracker."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.reports import findings
from broadhurst.capabilities.tracking.lists import FINDINGS
from broadhurst.capabilities.tracking.models import Milestone, NextStep
from broadhurst.capabilities.tracking.queries.board import board
from broadhurst.capabilities.tracking.queries.work import AgencyWork, milestones, work_on
from broadhurst.capabilities.tracking.schemas import (
    AgencyWorkOut,
    ChangedFieldOut,
    MilestoneChangeOut,
    MilestoneDetailOut,
    MilestoneOut,
    NextStepOut,
    TrackedFindingOut,
    TrackerOut,
    TrackerRowOut,
    WorkOut,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["inspections"])


@router.get(
    "/findings",
    **lists.listing(FINDINGS, "List the findings of each organisation", TrackedFindingOut),
)
def list_findings(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, FINDINGS, as_tracked)


@router.get("/tracker", summary="Findings by organisation and status", response=TrackerOut)
def show_board(request: ActingRequest) -> HttpResponse:
    rows = [
        TrackerRowOut(body=row.key, by_status=dict(row.by_status), overdue=row.late)
        for row in board(clock.today())
    ]
    return api.answer(TrackerOut(organisations=rows))


@router.get(
    "/findings/{key}/work", summary="The work of each organisation on a finding", response=WorkOut
)
def work_on_finding(request: ActingRequest, key: str) -> HttpResponse:
    finding = _finding(request, key)
    organisations = [as_work(row) for row in work_on(finding)]
    return api.answer(WorkOut(finding=finding.key, organisations=organisations))


@router.get(
    "/milestones/{ref}", summary="A milestone with its changes", response=MilestoneDetailOut
)
def one_milestone(request: ActingRequest, ref: str) -> HttpResponse:
    milestone = _milestone(request, ref)
    changes = [
        MilestoneChangeOut(
            what=change.what,
            because=change.because or None,
            changed_at=change.changed_at,
            details=[
                ChangedFieldOut(field=field, was=was, now=now) for field, was, now in change.details
            ],
        )
        for change in milestone.changes.all()
    ]
    return api.answer(MilestoneDetailOut(**as_milestone(milestone).model_dump(), changes=changes))


def _finding(request: ActingRequest, key: str) -> Finding:
    return api.find(request, findings(), key=key)


def _milestone(request: ActingRequest, ref: str) -> Milestone:
    return api.find(request, milestones(), ref=ref)


def as_tracked(row: Any) -> TrackedFindingOut:
    """Return a row of the list of findings."""
    return TrackedFindingOut(
        finding=row.finding.key,
        report=row.finding.report.ref,
        kind=row.finding.kind,
        number=row.finding.number,
        body=row.agency.key,
        ours=row.ours,
        inspectorate=row.theirs or None,
        owner=row.owner or None,
        due_on=row.finding.due_on,
        priority=row.priority or None,
        next_step=row.next_step or None,
        milestone_due=row.milestone_due,
    )


def as_work(row: AgencyWork) -> AgencyWorkOut:
    return AgencyWorkOut(
        body=row.now.agency.key,
        ours=row.now.ours,
        owner=row.now.owner_name or None,
        next_step=as_next_step(row.step) if row.step else None,
        milestones=[as_milestone(milestone) for milestone in row.milestones],
    )


def as_next_step(step: NextStep) -> NextStepOut:
    return NextStepOut(
        finding=step.finding.key,
        body=step.agency.key,
        priority=step.priority,
        text=step.text,
        set_at=step.set_at,
    )


def as_milestone(milestone: Milestone) -> MilestoneOut:
    return MilestoneOut(
        ref=milestone.ref,
        finding=milestone.finding.key,
        body=milestone.agency.key,
        text=milestone.text,
        due_on=milestone.due_on,
        done_on=milestone.done_on,
        done_by=milestone.done_by.name if milestone.done_by else None,
        withdrawn_at=milestone.withdrawn_at,
    )
