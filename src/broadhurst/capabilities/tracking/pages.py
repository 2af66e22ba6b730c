"""Pages of the tracker: the board, the list, one finding's work, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.inspections.commands.assign_finding import (
    AssignFindingForm,
    AssignFindingsForm,
    assign_finding,
)
from broadhurst.capabilities.inspections.queries.reports import findings, status_of
from broadhurst.capabilities.inspections.queries.shared import answered_by_finding
from broadhurst.capabilities.inspections.queries.shown import may_set_status
from broadhurst.capabilities.inspections.rules.statuses import objections_to_name_owner, words
from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.commands import (
    add_milestone,
    complete_milestone,
    edit_milestone,
    reopen_milestone,
    set_next_step,
    withdraw_milestone,
)
from broadhurst.capabilities.tracking.lists import FINDINGS
from broadhurst.capabilities.tracking.queries.board import STATUSES, board, columns_of
from broadhurst.capabilities.tracking.queries.work import findings_by_key, milestones, work_on
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def board_page(request: ActingRequest) -> HttpResponse:
    """Show findings by organisation and status, and the cards of one organisation."""
    rows = board(clock.today())
    wanted = request.GET.get("organisation", request.actor.agency.key)
    chosen = next((row for row in rows if row.key == wanted), None)
    agency = Agency.objects.filter(key=wanted).first() if chosen else None
    context = {
        "rows": rows,
        "statuses": [first_capital(words(status)) for status in STATUSES],
        "chosen": chosen,
        "columns": columns_of(agency, chosen) if agency and chosen else [],
    }
    return render(request, "tracking/board.html", context)


def findings_page(request: ActingRequest) -> HttpResponseBase:
    """List the findings by organisation, with both statuses and the next step."""
    return show(request, FINDINGS, "tracking/findings.html")


def name_owners_page(request: ActingRequest) -> HttpResponse:
    """Name who acts on each of the chosen findings for the reader's organisation."""
    return ask_for_each(
        request,
        AssignFindingsForm,
        assign_finding,
        each_form=AssignFindingForm,
        rows=findings_by_key(),
        subject="finding",
        title="Name the owner of findings",
        noun="finding",
        submit="Name owner",
        back=reverse("tracking:findings"),
    )


def set_next_steps_page(request: ActingRequest) -> HttpResponse:
    """Set the priority and the next step of each of the chosen findings."""
    return ask_for_each(
        request,
        set_next_step.SetNextStepForm,
        set_next_step.set_next_step,
        each_form=set_next_step.SetNextStepForm,
        rows=findings_by_key(),
        subject="finding",
        title="Set the next step of findings",
        noun="finding",
        submit="Save next step",
        back=reverse("tracking:findings"),
    )


def work_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show each organisation's work on a finding, the reader's own first."""
    finding, actor = web.find(request, findings(), key=ref), request.actor
    rows = work_on(finding)
    own_row = next((row for row in rows if row.now.agency.pk == actor.agency.pk), None)
    is_asked = own_row is not None and finding.withdrawn_at is None
    context = {
        "finding": finding,
        "own": own_row,
        "others": [row for row in rows if row is not own_row],
        "may_plan": own_row is not None
        and not rules.objections_to_plan(actor, actor.agency, own_row.now, is_asked=is_asked),
        "may_assign": may_set_status(actor, finding)
        and own_row is not None
        and not objections_to_name_owner(actor, actor.agency, own_row.now),
        "elsewhere": answered_by_finding([finding])[finding.pk],
    }
    return render(request, "tracking/work.html", context)


def milestone_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one milestone, and what changed on it."""
    milestone = web.find(request, milestones(), ref=ref)
    actor, now = request.actor, status_of(milestone.finding, milestone.agency)
    context = {
        "milestone": milestone,
        "changes": milestone.changes.select_related("changed_by"),
        "may_change": not rules.objections_to_actor(actor, milestone.agency, now),
    }
    return render(request, "tracking/milestone.html", context)


def _on_finding(request: ActingRequest, ref: str) -> dict[str, Any]:
    finding = web.find(request, findings(), key=ref)
    go_to = reverse("tracking:work", args=[ref])
    return {"finding": finding, "go_to": go_to, "context": {"caption": finding.caption}}


def _on_milestone(request: ActingRequest, ref: str) -> dict[str, Any]:
    milestone = web.find(request, milestones(), ref=ref)
    return {"milestone": milestone, "go_to": reverse("tracking:milestone", args=[ref])}


set_next_step_page = web.verb(
    set_next_step.SetNextStepForm, set_next_step.set_next_step, _on_finding,
    "Set the next step", "Save next step", "The next step is saved.",
    intro="The latest next step counts. The earlier ones stay on the page.",
)  # fmt: skip
add_milestone_page = web.verb(
    add_milestone.AddMilestoneForm, add_milestone.add_milestone, _on_finding,
    "Add a milestone", "Add milestone", "The milestone is added.",
    intro="The owner of the finding is notified a week before the date, and once it has passed.",
)  # fmt: skip
edit_milestone_page = web.verb(
    edit_milestone.EditMilestoneForm, edit_milestone.edit_milestone, _on_milestone,
    "Correct the milestone", "Save milestone", "The milestone is saved.",
    intro="The page keeps what it said before, and your reason.",
)  # fmt: skip
complete_milestone_page = web.verb(
    complete_milestone.CompleteMilestoneForm, complete_milestone.complete_milestone,
    _on_milestone, "Complete the milestone", "Complete milestone", "The milestone is completed.",
)  # fmt: skip
reopen_milestone_page = web.verb(
    reopen_milestone.ReopenMilestoneForm, reopen_milestone.reopen_milestone, _on_milestone,
    "Reopen the milestone", "Reopen milestone", "The milestone is open again.",
)  # fmt: skip
withdraw_milestone_page = web.verb(
    withdraw_milestone.WithdrawMilestoneForm, withdraw_milestone.withdraw_milestone,
    _on_milestone, "Withdraw the milestone", "Withdraw milestone", "The milestone is withdrawn.",
    danger=True, intro="It stays readable with your reason.",
)  # fmt: skip
