"""Say that an answer also answers a finding of another report."""

from broadhurst.capabilities.inspections.forms.finding import FindingField
from broadhurst.capabilities.inspections.models import Finding, Response, SharedAnswer
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.responses import answer_to, locked
from broadhurst.capabilities.inspections.queries.shared import (
    is_answered_elsewhere,
    to_share_with,
)
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.shared import NOT_LINKED, objections_to_share
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class ShareAnswerForm(CommandForm):
    also_answers = FindingField(
        Finding.objects.none(),
        label="Finding of another report",
        noun="a finding of another report",
        help_text="A finding that this one repeats or supersedes, or that repeats or supersedes "
        "it. It must be addressed to the force or to your organisation.",
        to_field_name="key",
        error_messages={"invalid_choice": NOT_LINKED},
    )

    def narrow_choices(self) -> None:
        """Offer the linked findings that this response does not answer yet."""
        offered = to_share_with(self.subject["response"], self.subject["finding"])
        self.fields["also_answers"].queryset = offered  # type: ignore[attr-defined]


@for_record(to_move("share_answer"))
@command
def share_answer(
    *, actor: Actor, response: Response, finding: Finding, also_answers: Finding
) -> SharedAnswer:
    """Let an answer also answer a linked finding of another report."""
    response = locked(response)
    also_answers = lock(Finding.objects.select_related("report"), also_answers)
    offered = to_share_with(response, finding)
    shared = SharedAnswer.objects.filter(
        answer__response=response, finding=also_answers, withdrawn_at=None
    )
    refuse_if(
        rules.STAGES.objections("share_answer", response.stage, rules.roles_on(actor, response))
        + objections_to_share(
            is_answered=answer_to(response, finding) is not None,
            is_offered=offered.filter(pk=also_answers.pk).exists(),
            is_shared=shared.exists(),
            is_answered_elsewhere=is_answered_elsewhere(also_answers, response),
        )
    )

    row = SharedAnswer.objects.create(
        dossier=response.dossier,
        ref=new_reference("SHR"),
        answer=response.answers.get(finding=finding),
        finding=also_answers,
        shared_by=actor.officer,
        shared_at=clock.now(),
    )
    edited(response, actor)

    record(
        actor,
        "response.answer_shared",
        response.ref,
        dossier=response.dossier,
        finding=in_sentence(str(finding)),
        also=in_sentence(str(also_answers)),
        report=also_answers.report.title,
    )
    return row
