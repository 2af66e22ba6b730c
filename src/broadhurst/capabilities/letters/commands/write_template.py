"""Write a template for the letters of a unit."""

from broadhurst.capabilities.letters.models import Kind, Template, TemplateVersion
from broadhurst.capabilities.letters.queries.kept import other_titles
from broadhurst.capabilities.letters.rules import templates as rules
from broadhurst.capabilities.letters.rules.letters import objections_to_write
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.rules.variables import objections_to_template
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if


class WriteTemplateForm(CommandForm):
    kind = ChoiceField(label="Kind of letter", choices=Kind.choices)
    title = TextField(
        label="Title", help_text="For example, Response to a national report.", max_length=120
    )
    text = TextAreaField(
        label="Template",
        help_text="The letter, with variables like {{ recipient.greeting }}. Begin the subject "
        "line with # and a space.",
        max_length=8000,
        rows=18,
    )


@for_roles(objections_to_write)
@command
def write_template(*, actor: Actor, kind: str, title: str, text: str) -> Template:
    """Write a template. Its variables are checked, each with its line."""
    refuse_if(
        rules.objections_to_keep(actor)
        + rules.objections_to_title(title, other_titles(actor.unit))
        + objections_to_template(text, kind)
        + objections_to_text(text, "the template")
    )

    ref, now = new_reference("TPL"), clock.now()
    dossier = open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)])
    template = Template.objects.create(
        dossier=dossier, ref=ref, unit=actor.unit, kind=kind, title=title,
        written_by=actor.officer, written_at=now,
    )  # fmt: skip
    TemplateVersion.objects.create(
        dossier=dossier, template=template, number=1, text=text, written_by=actor.officer,
        written_at=now,
    )  # fmt: skip

    record(actor, "template.written", ref, dossier=dossier, kind=Event.Kind.COLLECTION, title=title)
    return template
