"""Answer a finding: action taken, action proposed, or why there is none."""

from typing import Any

from broadhurst.capabilities.inspections.models import Answer, Finding, Response
from broadhurst.capabilities.inspections.queries.responses import (
    answer_to,
    locked,
    may_answer,
    names_in,
)
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


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

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the response."""
        return subject | {"response": locked(subject["response"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        current = answer_to(self.subject["response"], self.subject["finding"])
        for name, field in self.fields.items() if current else ():
            field.initial = getattr(current, name)


@command
def answer(
    *, actor: Actor, response: Response, finding: Finding, answer: str, explanation: str
) -> Answer:
    """Answer a finding of the report, or replace the answer."""
    response, finding = locked(response), lock(Finding.objects.all(), finding)
    refuse_if(
        rules.STAGES.objections("answer", response.stage, rules.roles_on(actor, response))
        + rules.objections_to_answer(
            is_asked=may_answer(response).filter(pk=finding.pk).exists(), explanation=explanation
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
