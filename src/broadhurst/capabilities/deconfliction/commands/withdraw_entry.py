"""Withdraw an entry of the officer's own unit, with its keys. Its hits stay."""

from broadhurst.capabilities.deconfliction.matching import entry_lifecycle, recent_use
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.rules import rate_limits
from broadhurst.capabilities.deconfliction.writes.announce import flag_fishing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.workflow import refuse_if


class WithdrawEntryForm(CommandForm):
    """Form with no fields."""


@for_roles(rate_limits.objections_to_change_entry)
@command
def withdraw_entry(*, actor: Actor, entry: Entry) -> str:
    """Withdraw an entry that the unit no longer works on, and return its reference."""
    recent_use.recent_checks(actor.officer)  # locks the officer, so that concurrent acts all count
    entry = lock(Entry.objects.all(), entry)
    refuse_if(rate_limits.objections_to_change_entry(actor.roles))

    is_soon = clock.now() - entry.registered_at < rate_limits.WITHDRAWN_WITHIN
    entry_lifecycle.withdraw(entry)

    record(
        actor,
        "entry.withdrawn",
        entry.ref,
        dossier=None,
        kind=Event.Kind.ERASURE,
        soon="yes" if is_soon else "no",
        past_the_wall=entry_lifecycle.TO_KEEP,
    )
    flag_fishing(actor, rate_limits.RecentUse())
    return entry.ref
