"""Remove a board pack, with the reason."""

from broadhurst.capabilities.board_packs import rules
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.packs import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class RemoveBoardPackForm(CommandForm):
    because = TextField(
        label="Reason", help_text="For example, the board no longer meets", max_length=200
    )


@command
def remove_board_pack(*, actor: Actor, pack: BoardPack, because: str) -> BoardPack:
    """Take a pack off the list. The choice and the reason are kept."""
    pack = locked(pack)
    refuse_if(rules.objections_to_change(is_removed=pack.removed_at is not None))

    pack.removed_at, pack.removed_because = clock.now(), because
    pack.save()

    record(actor, "board_pack.removed", pack.ref, dossier=None, name=pack.name, because=because)
    return pack
