"""Withdraw a Welsh version, with a reason that stays inside."""

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.public_site.queries.forms import to_move
from broadhurst.capabilities.public_site.queries.welsh import locked_version
from broadhurst.capabilities.public_site.writes.public_welsh import take_from_public
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawWelshForm(CommandForm):
    because = TextField(label="Reason", help_text="The public does not see it.", max_length=200)


@for_record(to_move("withdraw"))
@command
def withdraw_welsh(*, actor: Actor, version: WelshVersion, because: str) -> WelshVersion:
    """Withdraw a Welsh version. A public one is gone from the public site at once."""
    version = locked_version(version)
    refuse_if(rules.objections_to_verb("withdraw", actor, version))

    version.stage = WelshVersion.Stage.WITHDRAWN
    version.withdrawn_at, version.withdrawn_because = clock.now(), because
    version.save(update_fields=["stage", "withdrawn_at", "withdrawn_because"])
    take_from_public(version)

    record(
        actor, "welsh.withdrawn", version.ref, dossier=version.dossier, tell=[version.unit],
        title=version.title, because=because,
    )  # fmt: skip
    return version
