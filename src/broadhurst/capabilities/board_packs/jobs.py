"""The job that notifies the makers of monthly board packs that they are ready."""

import structlog

from broadhurst.capabilities.board_packs.commands.tell_ready import tell_ready
from broadhurst.capabilities.board_packs.queries.packs import due_packs, makers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.jobs.registry import daily
from broadhurst.foundation.workflow import Refused

log = structlog.get_logger()


@daily(5, 0, "board-packs", what="Notify makers that monthly board packs are ready")
def notify_makers() -> None:
    """Notify each maker of the packs that are due. The next day makes up for a missed run."""
    today = clock.today()
    for posting in makers(today):
        actor = actor_in(posting)
        with as_actor(actor):
            due = list(due_packs(today))
        for pack in due:
            try:
                tell_ready(actor=actor, pack=pack)
            except Refused:  # its maker removed it, or another run was quicker
                log.info("board_pack_not_due", pack=pack.ref)
