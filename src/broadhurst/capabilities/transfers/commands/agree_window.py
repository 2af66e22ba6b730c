"""Agree to the proposed handover window."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Transfer, WindowChange
from broadhurst.capabilities.transfers.queries.forms import to_answer_window
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.queries.windows import locked_window, side_of
from broadhurst.capabilities.transfers.rules.window import objections_to_answer_window
from broadhurst.capabilities.transfers.writes.window import answer_window
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class AgreeWindowForm(CommandForm):
    """A form without fields. The officer who submits it agrees to the window."""


@for_record(to_answer_window("agree_window"))
@command
def agree_window(*, actor: Actor, transfer: Transfer) -> Transfer:
    """Agree to the window that the other side proposed. It applies at once."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    proposed, parts = locked_window(transfer), parts_of(transfer, actor)
    refuse_if(
        objections_to_answer_window(
            "agree_window", transfer, parts, proposed, side_of(transfer, parts).pk
        )
    )

    assert proposed is not None  # noqa: S101 - the rule refuses it above
    answer_window(actor, proposed, WindowChange.Stage.AGREED)
    transfer.window_from, transfer.window_until = proposed.window_from, proposed.window_until
    transfer.save(update_fields=["window_from", "window_until"])

    record(
        actor,
        "transfer.window_agreed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.giver, transfer.receiver],
        transfer=transfer.ref,
        starts=day(transfer.window_from),
        ends=day(transfer.window_until),
    )
    return transfer
