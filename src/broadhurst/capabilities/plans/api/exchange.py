"""JSON API for an action's questions, proposed dates, blocks and dependencies."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.commands import propose_date
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.post(
    "/unit-actions/propose-date",
    **lists.verb_on_each(propose_date.ProposeDateForm, "Propose a due date for several actions"),
)
def proposed_for_each(request: ActingRequest) -> HttpResponse:
    form, then = propose_date.ProposeDateForm, propose_date.propose_date
    return lists.run_on_each(request, form, then, rows=seen_actions(), subject="action")
