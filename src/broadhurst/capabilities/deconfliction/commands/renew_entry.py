"""Renew an entry of the officer's own unit for another full term from today."""

from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.rules import rate_limits
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.workflow import refuse_if


class RenewEntryForm(CommandForm):
    """Form with no fields: policy decides the term."""


@for_roles(rate_limits.objections_to_change_entry)
@command
def renew_entry(*, actor: Actor, entry: Entry) -> Entry:
    """Extend an entry that would expire. An expired entry does not come back."""
    entry = lock(Entry.objects.all(), entry)
    refuse_if(rate_limits.objections_to_change_entry(actor.roles))

    was = entry.expires_at
    entry_lifecycle.renew(entry)
    entry.refresh_from_db(fields=["expires_at"])

    record(
        actor,
        "entry.renewed",
        entry.ref,
        dossier=None,
        was=was.date().isoformat(),
        now=entry.expires_at.date().isoformat(),
        past_the_wall=entry_lifecycle.TO_KEEP,
    )
    return entry
