"""Correct the text of entries that are not saved yet, and what holds for all of them."""

from typing import Any

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspectorate_register.forms.entries import EntriesForm
from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.readings import locked_reading, to_change
from broadhurst.capabilities.inspectorate_register.rules import saving as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class EditEntriesForm(EntriesForm):
    prefills = True

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the text."""
        return subject | {"reading": locked_reading(subject["reading"])}

    def narrow_choices(self) -> None:
        """Fill in the current text, report, organisation and source."""
        super().narrow_choices()
        reading = self.subject["reading"]
        for name in ("text", "source"):
            self.fields[name].initial = getattr(reading, name)
        for name in ("report", "agency"):
            row = getattr(reading, name)
            self.fields[name].initial = row.key if row else None


@for_record(to_change)
@command
def edit_entries(
    *,
    actor: Actor,
    reading: Reading,
    text: str,
    report: Report | None = None,
    agency: Agency | None = None,
    source: str = "",
) -> Reading:
    """Replace the text, and what holds for entries that do not say it themselves."""
    reading = locked_reading(reading)
    refuse_if(
        rules.objections_to_change(actor.roles, reading)
        or rules.objections_to_send(actor.roles, text)
    )

    reading.text, reading.report, reading.agency, reading.source = text, report, agency, source
    reading.save(update_fields=["text", "report", "agency", "source"])

    record(actor, "reading.edited", reading.ref, dossier=reading.dossier, characters=len(text))
    return reading
