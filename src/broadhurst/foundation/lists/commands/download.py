"""Download a list as it is filtered, recorded as a disclosure."""

from array import array

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.lists.copies import Copy
from broadhurst.foundation.lists.rules import MOST_ROWS, objections_to_download
from broadhurst.foundation.lists.state import State
from broadhurst.foundation.workflow import refuse_if


@command
@for_readers
def download_list(*, actor: Actor, state: State, form: str) -> Copy:
    """Return a copy of every row of a list that the actor may see, in its order.

    `form` names the format. The disclosure is recorded, with the number of rows, before the copy is
    read for the first time.
    """
    rows = state.in_order(actor).prefetch_related(None)
    keys = array("q", rows.values_list("pk", flat=True)[: MOST_ROWS + 1])
    refuse_if(objections_to_download(len(keys)))

    record(
        actor,
        "list.downloaded",
        state.list.label,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        format=form.upper(),
        rows=len(keys),
        filters=state.address() or None,
    )
    return Copy(actor, state, form, keys)
