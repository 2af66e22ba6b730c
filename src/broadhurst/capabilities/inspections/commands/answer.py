"""Answer a finding: action taken, action proposed, or why there is none."""

from datetime import date
from types import MappingProxyType
from typing import Any

from broadhurst.capabilities.commitments.queries import officers_of
from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.inspections.models import Answer, Finding, Response
from broadhurst.capabilities.inspections.queries.forms import to_answer
from broadhurst.capabilities.inspections.queries.responses import (
    answer_to,
    locked,
    names_in,
)
from broadhurst.capabilities.inspections.rules import answers as answering
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

PROPOSED = Answer.Kind.PROPOSED.value


class AnswerForm(CommandForm):
    prefills = True

    answer = ChoiceField(label="Answer", choices=Answer.Kind.choices)
    explanation = TextAreaField(
        label="Explanation",
        help_text="What was or will be done and why it is enough, or why nothing is done. "
        "You can use Markdown. It will be public, so do not include OCG names or references.",
        max_length=12000,
        rows=12,
    )

    owner = OfficerField(
        label="Owner",
        help_text="The officer who will carry out the proposed action. Their name is not "
        "published.",
        required=False,
    )
    due_on = DateField(label="Date", help_text="When it will be done.", required=False)
    shows = MappingProxyType({"answer": MappingProxyType({PROPOSED: ("owner", "due_on")})})
    needs = ("owner", "due_on")

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the response."""
        return subject | {"response": locked(subject["response"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        response = self.subject["response"]
        owner: Any = self.fields["owner"]
        owner.queryset = officers_of(response.body, response.force)
        current = answer_to(response, self.subject["finding"])
        for name, field in self.fields.items() if current else ():
            field.initial = getattr(current, name)
        if current and current.owner:
            owner.initial = current.owner.username


@for_record(to_answer)
@command
def answer(
    *,
    actor: Actor,
    response: Response,
    finding: Finding,
    answer: str,
    explanation: str,
    owner: Officer | None = None,
    due_on: date | None = None,
) -> Answer:
    """Answer a finding of the report, or replace the answer."""
    response, finding = locked(response), lock(Finding.objects.all(), finding)
    current = answer_to(response, finding)
    refuse_if(
        to_answer(actor, response, finding)
        + answering.objections_to_explanation(explanation)
        + answering.objections_to_proposal(
            is_proposed=answer == PROPOSED,
            has_owner=owner is not None,
            due_on=due_on,
            was=current.due_on if current else None,
            today=clock.today(),
        )
        + rules.objections_to_public_text(explanation, names_in(explanation))
    )

    saved, _ = Answer.objects.update_or_create(
        response=response,
        finding=finding,
        defaults={
            "dossier": response.dossier,
            "answer": answer,
            "explanation": explanation,
            "owner": owner,
            "due_on": due_on,
            "answered_by": actor.officer,
            "answered_at": clock.now(),
        },
    )
    edited(response, actor)

    record(
        actor,
        "response.answered",
        response.ref,
        dossier=response.dossier,
        finding=in_sentence(str(finding)),
        answer=in_sentence(saved.get_answer_display()),
    )
    return saved
