"""Delete a saved filter. The list itself does not change."""

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.lists.declared import LISTS
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.queries import left_to
from broadhurst.foundation.lists.rules import objections_to_delete
from broadhurst.foundation.workflow import refuse_if


class DeleteFilterForm(CommandForm):
    """The form has no fields."""


@command
@for_readers
def delete_filter(*, actor: Actor, saved: SavedFilter) -> SavedFilter:
    """Delete a filter that you saved, also where your unit shares it.

    A manager deletes a shared one of an officer who left the unit.
    """
    is_own = saved.made_by_id == actor.officer.pk
    refuse_if(objections_to_delete(is_own=is_own, is_left=bool(left_to(actor, [saved]))))

    SavedFilter.objects.filter(pk=saved.pk).delete()

    label = LISTS[saved.list].label if saved.list in LISTS else saved.list
    record(actor, "filter.deleted", saved.ref, dossier=None, list=label)
    return saved
