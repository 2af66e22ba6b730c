"""Draft a letter from a template."""

from collections.abc import Sequence

from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.inspections.rules.paragraphs import objections_to_choose
from broadhurst.capabilities.letters.forms.letter import LetterForm
from broadhurst.capabilities.letters.models import Letter, Signatory, Template
from broadhurst.capabilities.letters.queries.kept import newest_version, templates
from broadhurst.capabilities.letters.queries.letters import paragraphs_for
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.rules.written import objections_to_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ModelSelectField
from broadhurst.foundation.workflow import at, refuse_if


class TemplateField(ModelSelectField):
    """A template, named with its kind of letter."""

    def label_from_instance(self, template: Template) -> str:
        return f"{template.title} ({template.get_kind_display()})"


class DraftLetterForm(LetterForm):
    template = TemplateField(Template.objects.none(), label="Template", to_field_name="ref")
    field_order = ("template", "subject")

    def narrow_choices(self) -> None:
        """Offer the unit's templates too."""
        super().narrow_choices()
        rows = templates().filter(unit=self.actor.unit, withdrawn_at=None)
        self.fields["template"].queryset = rows  # type: ignore[attr-defined]


@for_roles(rules.objections_to_write)
@command
def draft_letter(
    *,
    actor: Actor,
    template: Template,
    subject: str,
    signatory: Signatory,
    response: Response | None = None,
    report: Report | None = None,
    paragraphs: Sequence[str] = (),
    text: str = "",
) -> Letter:
    """Draft a letter with the newest version of a template. Add its recipients next."""
    refuse_if(rules.objections_to_write(actor.roles))
    version, offered = newest_version(template), paragraphs_for(actor.unit, [])
    chosen = [offered[key] for key in paragraphs if key in offered]
    refuse_if(
        rules.objections_to_subjects(template.kind, response, report)
        + at("paragraphs", objections_to_choose(list(paragraphs), offered))
        + objections_to_words(template.kind, subject, text, chosen)
    )

    ref = new_reference("LTR")
    letter = Letter.objects.create(
        dossier=open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)]),
        ref=ref, unit=actor.unit, version=version, subject=subject, response=response,
        report=report, signatory=signatory, paragraphs=chosen,
        text=text, written_by=actor.officer, written_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "letter.drafted",
        ref,
        dossier=letter.dossier,
        kind=Event.Kind.COLLECTION,
        subject=subject,
        template=template.title,
        version=version.number,
    )
    return letter
