"""Discard a spreadsheet that is not imported."""

from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.writes.ended import discard
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class DiscardImportForm(CommandForm):
    """Form with no fields."""


@for_record(on_ocg(lambda _ocg, parts, upload: rules.objections_to_discard(upload, parts)))
@command
def discard_import(*, actor: Actor, upload: Import) -> Import:
    """Delete the cells of a spreadsheet that is not imported."""
    ocg = locked(upload.ocg)
    upload = lock(imports(), upload)
    refuse_if(rules.objections_to_discard(upload, current_leadership(ocg).parts_of(actor)))

    discard(upload)

    record(actor, "import.discarded", upload.ref, dossier=ocg.dossier, kind=Event.Kind.ERASURE)
    return upload
