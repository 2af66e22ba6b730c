"""Notify the maker of a monthly board pack that it is ready."""

from broadhurst.capabilities.board_packs import rules
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.packs import is_due, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import About, command, record_by_system
from broadhurst.foundation.workflow import refuse_if


@command
def tell_ready(*, actor: Actor, pack: BoardPack) -> BoardPack:
    """Notify the maker, once a month. The job runs it as the maker, who alone sees the pack."""
    pack = locked(pack)
    today = clock.today()
    refuse_if(rules.objections_to_tell(is_due=is_due(pack, today)))

    pack.ready_on = today
    pack.save(update_fields=["ready_on"])

    about = About(pack.ref, [actor.officer], {"name": pack.name})
    record_by_system("board_pack.ready", [about], dossier=None)
    return pack
