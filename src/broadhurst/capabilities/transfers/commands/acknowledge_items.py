"""Acknowledge several items of a checklist by name. None is chosen for the officer."""

from collections.abc import Collection

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries.checklist import locked_risk, to_acknowledge
from broadhurst.capabilities.transfers.queries.forms import to_move
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.checklist import objections_to_acknowledge_risk
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ModelCheckboxesField
from broadhurst.foundation.workflow import refuse_if


class ItemsField(ModelCheckboxesField):
    """Items of a checklist, each with its words."""

    def label_from_instance(self, item: Risk) -> str:
        return f"{item.text} ({item.ref})"


class AcknowledgeItemsForm(CommandForm):
    items = ItemsField(
        label="Items that you acknowledge",
        queryset=Risk.objects.none(),
        to_field_name="ref",
    )

    def narrow_choices(self) -> None:
        """Offer the items that nobody has acknowledged."""
        rows = to_acknowledge(self.subject["transfer"])
        self.fields["items"].queryset = rows  # type: ignore[attr-defined]


@for_record(to_move("acknowledge_items"))
@command
def acknowledge_items(*, actor: Actor, transfer: Transfer, items: Collection[Risk]) -> Transfer:
    """Confirm that the officer has read several items that their organisation takes on."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    parts = parts_of(transfer, actor)
    risks = [locked_risk(item) for item in sorted(items, key=lambda item: item.pk)]
    refuse_if(
        [
            objection
            for item in risks
            for objection in objections_to_acknowledge_risk(
                transfer,
                parts,
                is_acknowledged=item.acknowledged_at is not None,
                is_over=item.over_at is not None,
            )
        ]
    )

    for item in risks:
        item.acknowledged_by, item.acknowledged_at = actor.officer, clock.now()
        item.save(update_fields=["acknowledged_by", "acknowledged_at"])

    record(
        actor,
        "transfer.items_acknowledged",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.giver],
        transfer=transfer.ref,
        items=", ".join(item.ref for item in risks),
    )
    return transfer
