"""Add every row of a spreadsheet to its OCG, or none."""

from collections.abc import Iterable

from broadhurst.capabilities.deconfliction.writes.check_added import checks_left
from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports, rows_of
from broadhurst.capabilities.imports.sheets.rows import Problem
from broadhurst.capabilities.imports.writes.add_rows import add_rows, problems_of
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class RunImportForm(CommandForm):
    """Nothing is asked: the spreadsheet and its columns say it all."""


@command
def run_import(*, actor: Actor, sent: Import) -> Import:
    """Add every person and identifier by its own command. Each is checked as always."""
    ocg = locked(sent.ocg)
    sent = lock(imports(), sent)
    refuse_if(rules.objections_to_run(sent, current_leadership(ocg).parts_of(actor)))

    # A refusal rolls back the checks of the rows before it, and they would count for no limit. So
    # whatever can be refused is found before the first check. The OCG may have changed, too.
    rows = list(rows_of(sent))
    needed = sum(bool(row.person) + len(row.identifiers) for row in rows)
    refuse_if(rules.objections_to_checks(needed, checks_left(actor.officer)))
    _refuse(problems_of(actor, ocg, rows))
    added, problems = add_rows(actor, ocg, rows)
    _refuse(problems)
    sent.added, sent.cells, sent.problems = added, [], []
    sent.imported_at, sent.imported_by = clock.now(), actor.officer
    sent.save(update_fields=["added", "cells", "problems", "imported_at", "imported_by"])

    record(
        actor,
        "import.run",
        sent.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        ocg=ocg.ref,
        people=sum(bool(row["person"]) for row in added),
        identifiers=sum(len(row["identifiers"]) for row in added),
    )
    return sent


def _refuse(problems: Iterable[Problem]) -> None:
    """Refuse with the first problems, so that nothing is added."""
    refuse_if([str(problem) for problem in [*problems][: rules.SHOWN]])
