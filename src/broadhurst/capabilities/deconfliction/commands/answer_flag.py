"""Answer a flag with what the desk or an auditor found about an officer's checks."""

from broadhurst.capabilities.deconfliction.models import Flag
from broadhurst.capabilities.deconfliction.rules import rate_limits
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class AnswerFlagForm(CommandForm):
    answer = TextAreaField(
        label="What you found",
        help_text="And what happens next. The officer and their unit do not see this.",
        max_length=2000,
    )


@for_record(lambda actor, flag: rate_limits.objections_to_flag(actor.roles, flag, actor.officer))
@command
def answer_flag(*, actor: Actor, flag: Flag, answer: str) -> Flag:
    """Close a flag with a reason. It stays on record."""
    flag = lock(Flag.objects.select_related("officer", "unit"), flag)
    refuse_if(rate_limits.objections_to_answer_flag(actor.roles, flag, actor.officer, answer))

    flag.answer, flag.answered_at, flag.answered_by = answer, clock.now(), actor.officer
    flag.save(update_fields=["answer", "answered_at", "answered_by"])

    record(
        actor, "flag.answered", flag.ref, dossier=None, tell=[flag.desk] if flag.desk else [],
    )  # fmt: skip
    return flag
