"""Correct an item of correspondence. The log keeps what it said before."""

from datetime import date
from typing import Any

from broadhurst.capabilities.correspondence import rules
from broadhurst.capabilities.correspondence.forms.item import ItemForm
from broadhurst.capabilities.correspondence.models import Correction, Item
from broadhurst.capabilities.correspondence.queries import items, to_change
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

FIELDS = ("direction", "party", "other_party", "on_day", "summary", "reference")


class CorrectCorrespondenceForm(ItemForm):
    prefills = True
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the item."""
        return subject | {"item": lock(items(), subject["item"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        for name in FIELDS:
            self.fields[name].initial = getattr(self.subject["item"], name)


@for_record(to_change)
@command
def correct_correspondence(
    *,
    actor: Actor,
    item: Item,
    direction: str,
    party: str,
    on_day: date,
    summary: str,
    because: str,
    other_party: str = "",
    reference: str = "",
) -> Item:
    """Correct an item of correspondence, with a reason."""
    item = lock(items(), item)
    was = _in_words(item)
    item.direction, item.party, item.other_party = direction, party, other_party
    item.on_day, item.summary, item.reference = on_day, summary, reference
    now = _in_words(item)
    changes = [[name, was[name], now[name]] for name in FIELDS if was[name] != now[name]]
    refuse_if(
        to_change(actor, item)
        + rules.objections_to_item(
            party=party, other_party=other_party, on_day=on_day, today=clock.today(),
            summary=summary,
        )
        + rules.objections_to_changes(changes)
    )  # fmt: skip

    item.save(update_fields=[*FIELDS])
    Correction.objects.create(
        dossier=item.dossier, item=item, because=because, changes=changes,
        corrected_by=actor.officer, corrected_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "correspondence.corrected",
        item.response.ref,
        dossier=item.dossier,
        item=item.ref,
        because=because,
    )
    return item


def _in_words(item: Item) -> dict[str, str]:
    return {
        "direction": item.get_direction_display(),
        "party": item.get_party_display(),
        "other_party": item.other_party,
        "on_day": day(item.on_day),
        "summary": item.summary,
        "reference": item.reference,
    }
