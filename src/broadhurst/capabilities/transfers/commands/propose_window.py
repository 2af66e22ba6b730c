"""Propose another handover window while a transfer is open. The other side answers."""

from datetime import date

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Transfer, WindowChange
from broadhurst.capabilities.transfers.queries.forms import to_propose_window
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.queries.windows import proposed_window, side_of
from broadhurst.capabilities.transfers.rules.window import objections_to_propose_window
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ProposeWindowForm(CommandForm):
    window_from = DateField(
        label="Start of the handover window", help_text="For example, 27 3 2026"
    )
    window_until = DateField(label="End of the handover window", help_text="For example, 24 4 2026")
    reason = TextAreaField(label="Reason", max_length=2000)

    def narrow_choices(self) -> None:
        """Begin with the window as it is."""
        for name in ("window_from", "window_until"):
            self.fields[name].initial = getattr(self.subject["transfer"], name)


@for_record(to_propose_window)
@command
def propose_window(
    *, actor: Actor, transfer: Transfer, window_from: date, window_until: date, reason: str
) -> WindowChange:
    """Propose to extend or move the handover window, and say why."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    parts = parts_of(transfer, actor)
    refuse_if(
        objections_to_propose_window(
            transfer,
            parts,
            proposed_window(transfer),
            starts=window_from,
            ends=window_until,
            today=clock.today(),
            reason=reason,
        )
    )

    side = side_of(transfer, parts)
    proposed = WindowChange.objects.create(
        dossier=ocg.dossier,
        transfer=transfer,
        old_from=transfer.window_from,
        old_until=transfer.window_until,
        window_from=window_from,
        window_until=window_until,
        reason=reason,
        unit=side,
        proposed_by=actor.officer,
        proposed_at=clock.now(),
    )

    record(
        actor,
        "transfer.window_proposed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver if side == transfer.giver else transfer.giver],
        transfer=transfer.ref,
        starts=day(window_from),
        ends=day(window_until),
        reason=reason,
    )
    return proposed
