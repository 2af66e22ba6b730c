"""Edit a template: a new version, with the reason. Letters keep the version they were made with."""

from typing import Any

from broadhurst.capabilities.letters.commands.write_template import WriteTemplateForm
from broadhurst.capabilities.letters.models import Template, TemplateVersion
from broadhurst.capabilities.letters.queries.forms import to_change_template
from broadhurst.capabilities.letters.queries.kept import (
    locked_template,
    newest_version,
    other_titles,
)
from broadhurst.capabilities.letters.rules import templates as rules
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.rules.variables import objections_to_template
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class EditTemplateForm(WriteTemplateForm):
    prefills = True

    kind = None  # type: ignore[assignment]  # it stays: other variables would not fit the text
    reason = TextField(
        label="Reason for the new version",
        help_text="We keep the reason with the version.",
        max_length=200,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the template."""
        return subject | {"letter_template": locked_template(subject["letter_template"])}

    def narrow_choices(self) -> None:
        """Fill in the current title and text."""
        template = self.subject["letter_template"]
        self.fields["title"].initial = template.title
        self.fields["text"].initial = newest_version(template).text


@for_record(to_change_template)
@command
def edit_template(
    *, actor: Actor, letter_template: Template, title: str, text: str, reason: str
) -> Template:
    """Change a template. The text becomes a new version."""
    template = locked_template(letter_template)
    refuse_if(
        rules.objections_to_keep(actor, template)
        + rules.objections_to_title(title, other_titles(template.unit, template))
        + objections_to_template(text, template.kind)
        + objections_to_text(text, "the template")
    )

    template.title, template.version = title, template.version + 1
    template.written_by, template.written_at = actor.officer, clock.now()
    template.save()
    TemplateVersion.objects.create(
        dossier=template.dossier, template=template, number=template.version, text=text,
        reason=reason, written_by=actor.officer, written_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "template.edited",
        template.ref,
        dossier=template.dossier,
        title=title,
        version=template.version,
        because=reason,
    )
    return template
