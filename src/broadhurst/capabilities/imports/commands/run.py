"""Add every row of a spreadsheet to its OCG, or none."""

from collections.abc import Collection, Iterable
from typing import Any

from broadhurst.capabilities.deconfliction.writes.check_added import checks_left
from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.duplicates import likely_in
from broadhurst.capabilities.imports.queries.imports import imports, rows_of
from broadhurst.capabilities.imports.sheets.rows import Problem
from broadhurst.capabilities.imports.writes.add_rows import add_rows, problems_of
from broadhurst.capabilities.register.forms.not_same_as import (
    NotSameAsField,
    offer_likely_people,
)
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import members
from broadhurst.capabilities.register.rules.duplicates import objections_to_likely
from broadhurst.capabilities.register.writes.tell_apart import tell_person_apart
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class RunImportForm(CommandForm):
    """Nothing is asked, unless rows look like people who are on the OCG already."""

    not_same_as = NotSameAsField("person")

    def clean(self) -> dict[str, Any]:
        """Show the people of the OCG who look like those in the rows."""
        upload = self.subject["upload"]
        likely = (
            likely_in(upload.ocg, rows_of(upload))
            if upload.mapped_at and not upload.problems
            else {}
        )
        offer_likely_people(self, [person for row in likely.values() for person in row])
        return self.cleaned_data


@for_record(on_ocg(lambda _ocg, parts, upload: rules.objections_to_discard(upload, parts)))
@command
def run_import(*, actor: Actor, upload: Import, not_same_as: Collection[str] = ()) -> Import:
    """Add every person and identifier by its own command. Each is checked as always.

    `not_same_as` are the references of likely duplicates who are somebody else.
    """
    ocg = locked(upload.ocg)
    upload = lock(imports(), upload)
    refuse_if(rules.objections_to_run(upload, current_leadership(ocg).parts_of(actor)))

    # A refusal rolls back the checks of the rows before it, and they would count for no limit. So
    # whatever can be refused is found before the first check. The OCG may have changed, too.
    rows = list(rows_of(upload))
    needed = sum(bool(row.person) + len(row.identifiers) for row in rows)
    refuse_if(rules.objections_to_checks(needed, checks_left(actor.officer)))
    _refuse(problems_of(actor, ocg, rows))
    likely = likely_in(ocg, rows)
    every = {person.ref: person for row in likely.values() for person in row}
    refuse_if(objections_to_likely(every.values(), not_same_as, "person"))
    added, problems = add_rows(actor, ocg, rows)
    _refuse(problems)
    for row in added:
        if duplicates := likely.get(row["row"]):
            tell_person_apart(actor, members().get(person__ref=row["person"]), duplicates)
    upload.added, upload.cells, upload.problems = added, [], []
    upload.imported_at, upload.imported_by = clock.now(), actor.officer
    upload.save(update_fields=["added", "cells", "problems", "imported_at", "imported_by"])

    record(
        actor,
        "import.run",
        upload.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        ocg=ocg.ref,
        people=sum(bool(row["person"]) for row in added),
        identifiers=sum(len(row["identifiers"]) for row in added),
    )
    return upload


def _refuse(problems: Iterable[Problem]) -> None:
    """Refuse with the first problems, so that nothing is added."""
    refuse_if([str(problem) for problem in [*problems][: rules.SHOWN]])
