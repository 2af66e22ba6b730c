"""Set what each column of a spreadsheet holds.

An officer confirms or changes the guess.
"""

from typing import Any

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, to_prepare
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import examples_of
from broadhurst.capabilities.bulk_checks.sheets.columns import FIELDS, LEFT_OUT
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import SelectField
from broadhurst.foundation.workflow import refuse_if

CHOICES = [(LEFT_OUT, "Leave out"), *FIELDS.items()]


class MapBulkCheckForm(CommandForm):
    """Form with a field for each column, from `column_1`.

    A column left out keeps its guess.
    """

    asks_more = True

    def narrow_choices(self) -> None:
        """Add a field for each column, with some of its cells as the hint."""
        bulk: BulkCheck = self.subject["bulk"]
        for number, (heading, field, cells) in enumerate(
            zip(bulk.headings, bulk.columns, examples_of(bulk), strict=True), start=1
        ):
            select = SelectField(
                label=heading or f"Column {number}", required=False, initial=field, help_text=cells
            )
            select.choices = CHOICES
            self.fields[f"column_{number}"] = select

    def clean(self) -> dict[str, Any]:
        """Return what each column holds, in their order."""
        bulk: BulkCheck = self.subject["bulk"]
        chosen = [
            self.cleaned_data.get(name, "") if name in self.data else field
            for name, field in zip(self.fields, bulk.columns, strict=True)
        ]
        return {"columns": chosen}


@for_record(to_prepare)
@command
def map_bulk_check(*, actor: Actor, bulk: BulkCheck, columns: list[str]) -> BulkCheck:
    """Set what each column holds. It can be changed until the check starts."""
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_map_bulk_check(actor.roles, bulk, columns))

    bulk.columns = columns
    bulk.save(update_fields=["columns"])

    pairs = zip(bulk.headings, columns, strict=True)
    mapped = (f"{heading}: {field}" for heading, field in pairs if field)
    record(actor, "bulk_check.mapped", bulk.ref, dossier=None, columns=", ".join(mapped))
    return bulk
