"""Discard a spreadsheet of findings that is not imported."""

from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.forms import to_discard
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.imports.writes.ended import discard
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class DiscardFindingsForm(CommandForm):
    """Form with no fields."""


@for_record(to_discard)
@command
def discard_findings(*, actor: Actor, upload: FindingImport) -> FindingImport:
    """Delete the cells of a spreadsheet that is not imported."""
    upload = lock(finding_imports(), upload)
    refuse_if(rules.objections_to_discard(actor.roles, upload))

    discard(upload)

    record(
        actor,
        "finding_import.discarded",
        upload.ref,
        dossier=upload.dossier,
        kind=Event.Kind.ERASURE,
    )
    return upload
