"""Seal the secrets of federation again after the sealing key changed."""

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class ResealForm(CommandForm):
    """A form without fields. All secrets are sealed again."""


@command
def reseal(*, actor: Actor) -> int:
    """Seal every credential and daily key again, with the first sealing key."""
    refuse_if(rules.objections_to_administer(actor.roles))

    count = peers.reseal() + hub.reseal_keys()

    record(
        actor,
        "secrets.resealed",
        "federation",
        dossier=None,
        count=count,
    )
    return count
