"""Schemas of the answers about an organisation's work on findings."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.inspections.models import Finding, InspectorateAct, OurStatus
from broadhurst.capabilities.tracking.models import MilestoneChange, NextStep
from broadhurst.foundation.doors.schemas import Schema, one_of


class TrackedFindingOut(Schema):
    """A finding for one organisation, with both statuses and its next step."""

    finding: str = Field(description="The key of the finding.")
    report: str
    kind: Annotated[str, one_of(Finding.Kind)]
    number: str
    body: str = Field(description="The key of the organisation.")
    ours: Annotated[str, one_of(OurStatus.Status)]
    inspectorate: Annotated[str, one_of(InspectorateAct.Status)] | None
    owner: str | None = Field(description="The name of the officer or unit that acts on it.")
    due_on: date | None
    priority: Annotated[str, one_of(NextStep.Priority)] | None
    next_step: str | None
    milestone_due: date | None = Field(description="The date of the next milestone.")


class NextStepOut(Schema):
    """The priority and the next step of a finding for an organisation."""

    finding: str = Field(description="The key of the finding.")
    body: str = Field(description="The key of the organisation.")
    priority: Annotated[str, one_of(NextStep.Priority)]
    text: str
    set_at: datetime


class MilestoneOut(Schema):
    """A dated step of an organisation's work on a finding."""

    ref: str
    finding: str = Field(description="The key of the finding.")
    body: str = Field(description="The key of the organisation.")
    text: str
    due_on: date
    done_on: date | None
    done_by: str | None = Field(description="The name of the officer who completed it.")
    withdrawn_at: datetime | None


class ChangedFieldOut(Schema):
    """A field that was changed, in words."""

    field: str
    was: str
    now: str


class MilestoneChangeOut(Schema):
    """A change of a milestone."""

    what: Annotated[str, one_of(MilestoneChange.What)]
    because: str | None
    changed_at: datetime
    details: list[ChangedFieldOut]


class MilestoneDetailOut(MilestoneOut):
    """A milestone with its changes, newest first."""

    changes: list[MilestoneChangeOut]


class AgencyWorkOut(Schema):
    """The work of an organisation on a finding."""

    body: str = Field(description="The key of the organisation.")
    ours: Annotated[str, one_of(OurStatus.Status)]
    owner: str | None = Field(description="The name of the officer or unit that acts on it.")
    next_step: NextStepOut | None
    milestones: list[MilestoneOut]


class WorkOut(Schema):
    """The work of every organisation on a finding."""

    finding: str = Field(description="The key of the finding.")
    organisations: list[AgencyWorkOut]


class TrackerRowOut(Schema):
    """How many findings an organisation has in each status, and how many are overdue."""

    body: str = Field(description="The key of the organisation.")
    by_status: dict[str, int]
    overdue: int


class TrackerOut(Schema):
    """Findings by organisation and status."""

    organisations: list[TrackerRowOut]
