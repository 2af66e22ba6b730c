"""Withdraw a proposal for another handover window."""

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
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawWindowForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=2000)


@for_record(to_answer_window("withdraw_window"))
@command
def withdraw_window(*, actor: Actor, transfer: Transfer, reason: str) -> Transfer:
    """Withdraw the proposal of your own side, and say why."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    proposed, parts = locked_window(transfer), parts_of(transfer, actor)
    refuse_if(
        objections_to_answer_window(
            "withdraw_window", transfer, parts, proposed, side_of(transfer, parts).pk, reason
        )
    )

    assert proposed is not None  # noqa: S101 - the rule refuses it above
    answer_window(actor, proposed, WindowChange.Stage.WITHDRAWN, reason)

    record(
        actor,
        "transfer.window_withdrawn",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.giver, transfer.receiver],
        transfer=transfer.ref,
        reason=reason,
    )
    return transfer
