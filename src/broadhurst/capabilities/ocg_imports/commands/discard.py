"""Discard a tracker that is not imported."""

from broadhurst.capabilities.imports.writes.ended import discard
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class DiscardOcgsForm(CommandForm):
    """Form with no fields."""


@for_record(rules.objections_to_go_on)
@command
def discard_ocgs(*, actor: Actor, upload: OcgImport) -> OcgImport:
    """Delete the cells of a spreadsheet that is not imported."""
    upload = lock(ocg_imports(), upload)
    refuse_if(rules.objections_to_go_on(actor, upload))

    discard(upload)

    record(
        actor, "ocg_import.discarded", upload.ref, dossier=upload.dossier, kind=Event.Kind.ERASURE
    )
    return upload
