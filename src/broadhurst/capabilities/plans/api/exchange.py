"""JSON API for an action's questions, proposed dates, blocks and dependencies."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import ActionOut
from broadhurst.capabilities.plans.api.shapes import as_action
from broadhurst.capabilities.plans.commands import (
    add_dependency,
    answer_date,
    answer_question,
    ask_question,
    block_action,
    propose_date,
    remove_dependency,
    return_action,
    send_again,
    stop_repeating,
    unblock_action,
)
from broadhurst.capabilities.plans.queries.actions import planned_actions, seen_actions
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.post(
    "/actions/{ref}/return-action",
    **api.verb(return_action.ReturnActionForm, "Return an action", answer=ActionOut),
)
def returned(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    form, then = return_action.ReturnActionForm, return_action.return_action
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/ask-question",
    **api.verb(ask_question.AskQuestionForm, "Ask a question about an action", answer=ActionOut),
)
def asked(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    form, then = ask_question.AskQuestionForm, ask_question.ask_question
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/propose-date",
    **api.verb(propose_date.ProposeDateForm, "Propose another due date", answer=ActionOut),
)
def proposed(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    form, then = propose_date.ProposeDateForm, propose_date.propose_date
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/unit-actions/propose-date",
    **lists.verb_on_each(propose_date.ProposeDateForm, "Propose a due date for several actions"),
)
def proposed_for_each(request: ActingRequest) -> HttpResponse:
    form, then = propose_date.ProposeDateForm, propose_date.propose_date
    return lists.run_on_each(request, form, then, rows=seen_actions(), subject="action")


@router.post(
    "/actions/{ref}/answer-question",
    **api.verb(
        answer_question.AnswerQuestionForm, "Answer the question about an action", answer=ActionOut
    ),
)
def answered(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    form, then = answer_question.AnswerQuestionForm, answer_question.answer_question
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/answer-date",
    **api.verb(answer_date.AnswerDateForm, "Answer the proposed date", answer=ActionOut),
)
def date_answered(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    form, then = answer_date.AnswerDateForm, answer_date.answer_date
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/send-again",
    **api.verb(send_again.SendAgainForm, "Send a returned action again", answer=ActionOut),
)
def sent_again(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    form, then = send_again.SendAgainForm, send_again.send_again
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/block-action",
    **api.verb(block_action.BlockActionForm, "Mark an action as blocked", answer=ActionOut),
)
def blocked(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    form, then = block_action.BlockActionForm, block_action.block_action
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/unblock-action",
    **api.verb(unblock_action.UnblockActionForm, "Mark an action as unblocked", answer=ActionOut),
)
def unblocked(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    form, then = unblock_action.UnblockActionForm, unblock_action.unblock_action
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/add-dependency",
    **api.verb(add_dependency.AddDependencyForm, "Add a dependency of an action", answer=ActionOut),
)
def dependency_added(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    form, then = add_dependency.AddDependencyForm, add_dependency.add_dependency
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/remove-dependency",
    **api.verb(
        remove_dependency.RemoveDependencyForm, "Remove a dependency of an action", answer=ActionOut
    ),
)
def dependency_removed(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    form, then = remove_dependency.RemoveDependencyForm, remove_dependency.remove_dependency
    return api.ask(request, form, then, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/stop-repeating",
    **api.verb(stop_repeating.StopRepeatingForm, "Stop an action from repeating", answer=ActionOut),
)
def stopped(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    form, then = stop_repeating.StopRepeatingForm, stop_repeating.stop_repeating
    return api.ask(request, form, then, as_json=as_action, action=action)
