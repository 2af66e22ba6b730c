"""Pages to send a message about an action: to return, block or discuss it, or to move its date."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.plans.commands import (
    answer_date,
    answer_question,
    ask_question,
    block_action,
    propose_date,
    return_action,
    send_again,
    unblock_action,
)
from broadhurst.capabilities.plans.pages.actions import about, about_planned
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.plans.queries.messages import open_proposal, open_question
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each


def _about_answer(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Show the open question and the proposed date above the form."""
    arguments = about_planned(request, ref)
    action = arguments["action"]
    arguments["context"] |= {"question": open_question(action), "proposal": open_proposal(action)}
    return arguments


def propose_dates_page(request: ActingRequest) -> HttpResponse:
    """Propose one due date for each of the chosen actions."""
    return ask_for_each(
        request,
        propose_date.ProposeDateForm,
        propose_date.propose_date,
        each_form=propose_date.ProposeDateForm,
        rows=seen_actions(),
        subject="action",
        title="Propose a due date for actions",
        noun="action",
        submit="Propose date",
        back=reverse("calendar:unit_actions"),
        after="Each action is due as before until its date is accepted.",
    )


return_action_page = web.verb(
    return_action.ReturnActionForm, return_action.return_action, about,
    "Return this action", "Return action", "The action is returned, with your reason.",
)  # fmt: skip
ask_question_page = web.verb(
    ask_question.AskQuestionForm, ask_question.ask_question, about,
    "Ask a question about this action", "Ask question",
    "The question is sent. You are notified of the answer.",
)  # fmt: skip
propose_date_page = web.verb(
    propose_date.ProposeDateForm, propose_date.propose_date, about,
    "Propose another due date", "Propose date",
    "The date is proposed. The action is due as before until it is accepted.",
)  # fmt: skip
answer_question_page = web.verb(
    answer_question.AnswerQuestionForm, answer_question.answer_question, _about_answer,
    "Answer the question", "Send answer", "The answer is sent.", above="plans/_to_answer.html",
)  # fmt: skip
answer_date_page = web.verb(
    answer_date.AnswerDateForm, answer_date.answer_date, _about_answer,
    "Answer the proposed date", "Send answer", "The answer is sent.",
    above="plans/_to_answer.html",
)  # fmt: skip
send_again_page = web.verb(
    send_again.SendAgainForm, send_again.send_again, about_planned,
    "Send this action again", "Send action", "The action is sent to its unit again.",
)  # fmt: skip
block_action_page = web.verb(
    block_action.BlockActionForm, block_action.block_action, about,
    "Mark this action as blocked", "Mark action as blocked", "The action is blocked.",
)  # fmt: skip
unblock_action_page = web.verb(
    unblock_action.UnblockActionForm, unblock_action.unblock_action, about,
    "Mark this action as unblocked", "Mark action as unblocked",
    "The action is in progress again.",
)  # fmt: skip
