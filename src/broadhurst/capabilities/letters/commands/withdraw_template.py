"""Withdraw a template. Letters that were made with it stay."""

from broadhurst.capabilities.letters.models import Template
from broadhurst.capabilities.letters.queries.forms import to_change_template
from broadhurst.capabilities.letters.queries.kept import locked_template
from broadhurst.capabilities.letters.rules.templates import objections_to_keep
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawTemplateForm(CommandForm):
    because = TextField(
        label="Reason", help_text="We keep the reason with the record.", max_length=200
    )


@for_record(to_change_template)
@command
def withdraw_template(*, actor: Actor, letter_template: Template, because: str) -> Template:
    """Withdraw a template, so that no new letter can have it."""
    template = locked_template(letter_template)
    refuse_if(objections_to_keep(actor, template))

    template.withdrawn_at, template.withdrawn_because = clock.now(), because
    template.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "template.withdrawn",
        template.ref,
        dossier=template.dossier,
        title=template.title,
        because=because,
    )
    return template
