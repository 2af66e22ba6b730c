"""Import a tracker: add every OCG with its people, or none.

A long one is added by a worker. The checks with deconfliction follow in a job.
"""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from broadhurst.capabilities.imports.rules import SHOWN
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.capabilities.ocg_imports.queries.planned import PlannedOcg
from broadhurst.capabilities.ocg_imports.queries.planning import planned, problems_in
from broadhurst.capabilities.ocg_imports.writes.add_ocgs import add_ocgs, leads_to_tell
from broadhurst.capabilities.ocg_imports.writes.progress import note_progress
from broadhurst.capabilities.register.forms.not_same_as import NotSameAsField, offer_likely_of_ocgs
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.archiving import hold_registrations
from broadhurst.capabilities.register.rules.duplicates import objections_to_likely
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, command, record, record_each
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.jobs.registry import defer
from broadhurst.foundation.workflow import refuse_if


class RunOcgsForm(CommandForm):
    """Nothing is asked, unless new OCGs look like those of the register."""

    not_same_as = NotSameAsField("OCG", max_length=4000)

    def clean(self) -> dict[str, Any]:
        """Show the OCGs of the register that look like new ones."""
        sent: OcgImport = self.subject["sent"]
        if sent.is_ready and not sent.is_waiting:
            plans = planned(self.actor, sent)
            offer_likely_of_ocgs(self, [duplicate for plan in plans for duplicate in plan.likely])
        return self.cleaned_data


@command
def run_ocgs(*, actor: Actor, sent: OcgImport, not_same_as: Collection[str] = ()) -> OcgImport:
    """Import a tracker now, or let a worker do it if it is long.

    `not_same_as` are the references of likely duplicates that are different OCGs.
    """
    sent = lock(ocg_imports(), sent)
    refuse_if(rules.objections_to_run(actor, sent))

    sent.asked_at, sent.posting, sent.told_apart = clock.now(), actor.posting, list(not_same_as)
    sent.save(update_fields=["asked_at", "posting", "told_apart"])
    if sent.row_count <= rules.AT_ONCE:
        return _add(actor, sent)
    plans = planned(actor, sent)
    refuse_if(_objections(plans, sent))
    defer(rules.RUN_JOB, sent.ref)
    record(actor, "ocg_import.started", sent.ref, dossier=sent.dossier, rows=sent.row_count)
    return sent


@command
def add_waiting_ocgs(*, actor: Actor, sent: OcgImport) -> OcgImport:
    """Add the rows of a long tracker. If something is wrong by now, it can be corrected."""
    sent = lock(ocg_imports(), sent)
    refuse_if([] if sent.is_waiting else ["This import does not wait for a worker."])
    return _add(actor, sent)


@command
def stop_waiting_ocgs(*, actor: Actor, sent: OcgImport, because: Sequence[str]) -> OcgImport:
    """Let the officer correct a long tracker that could not be added, and say why."""
    sent = lock(ocg_imports(), sent)
    refuse_if([] if sent.is_waiting else ["This import does not wait for a worker."])
    sent.asked_at, sent.posting = None, None
    sent.notes = [*sent.notes, *because]
    sent.save(update_fields=["asked_at", "posting", "notes"])
    record(
        actor, "ocg_import.stopped", sent.ref, dossier=sent.dossier, tell=[sent.unit],
        because=" ".join(because),
    )  # fmt: skip
    return sent


def _add(actor: Actor, sent: OcgImport) -> OcgImport:
    """Add every row in this transaction. Lock the OCGs and names first, and read again."""
    note = partial(note_progress, sent.ref)
    note(1)
    plans = planned(actor, sent)
    hold_registrations(plan.owner for plan in plans)
    _lock(plans)
    plans = planned(actor, sent)
    refuse_if(_objections(plans, sent))
    note(10)

    sent.added = add_ocgs(actor, sent, plans, note)
    sent.cells, sent.problems = [], []
    sent.imported_at, sent.imported_by = clock.now(), actor.officer
    sent.save(update_fields=["added", "cells", "problems", "imported_at", "imported_by"])
    defer(rules.CHECK_JOB, sent.ref)

    led = [
        About(sent.ref, [officer], {"ocgs": count(many, "OCG")})
        for officer, many in leads_to_tell(plans).items()
    ]
    record_each(actor, "ocg_import.lead_named", led, dossier=sent.dossier)
    record(
        actor, "ocg_import.run", sent.ref, dossier=sent.dossier, kind=Event.Kind.COLLECTION,
        tell=[sent.unit],
        ocgs=count(sum(row["is_new"] for row in sent.added), "OCG"),
        others=sum(not row["is_new"] for row in sent.added),
        people=sum(row["people"] for row in sent.added),
        identifiers=sum(row["identifiers"] for row in sent.added),
    )  # fmt: skip
    return sent


def _lock(plans: Sequence[PlannedOcg]) -> None:
    """Lock the OCGs of the register that get more people, in one order."""
    keys = [plan.existing.pk for plan in plans if plan.existing]
    list(Ocg.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))


def _objections(plans: Sequence[PlannedOcg], sent: OcgImport) -> list[str]:
    """Refuse with the first problems, or with likely duplicates that nobody told apart."""
    problems = [str(problem) for problem in problems_in(plans)[:SHOWN]]
    likely = {duplicate.ref: duplicate for plan in plans for duplicate in plan.likely}
    return problems or objections_to_likely(likely.values(), sent.told_apart, "OCG")[:SHOWN]
