"""Answer the open proposal for another handover window."""

from broadhurst.capabilities.transfers.models import Transfer, WindowChange
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import record


def answer_window(
    actor: Actor, proposed: WindowChange, stage: WindowChange.Stage, answer: str = ""
) -> None:
    """Close a proposal at a stage."""
    proposed.stage, proposed.answer = stage, answer
    proposed.answered_by, proposed.answered_at = actor.officer, clock.now()
    proposed.save()


def drop_window(actor: Actor, transfer: Transfer) -> None:
    """Close the open proposal of a transfer that is closed or accepted."""
    for proposed in transfer.window_changes.filter(stage=WindowChange.Stage.PROPOSED):
        answer_window(actor, proposed, WindowChange.Stage.WITHDRAWN, "The transfer is closed.")
        record(
            actor,
            "transfer.window_withdrawn",
            transfer.ocg.ref,
            dossier=transfer.dossier,
            transfer=transfer.ref,
            reason=proposed.answer,
        )
