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
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.jobs.registry import defer
from broadhurst.foundation.workflow import refuse_if


class RunOcgsForm(CommandForm):
    """Nothing is asked, unless new OCGs look like those of the register."""

    not_same_as = NotSameAsField("OCG", max_length=4000)

    def clean(self) -> dict[str, Any]:
        """Show the OCGs of the register that look like new ones."""
        upload: OcgImport = self.subject["upload"]
        if upload.is_ready and not upload.is_waiting:
            plans = planned(self.actor, upload)
            offer_likely_of_ocgs(self, [duplicate for plan in plans for duplicate in plan.likely])
        return self.cleaned_data


@for_record(rules.objections_to_go_on)
@command
def run_ocgs(*, actor: Actor, upload: OcgImport, not_same_as: Collection[str] = ()) -> OcgImport:
    """Import a tracker now, or let a worker do it if it is long.

    `not_same_as` are the references of likely duplicates that are different OCGs.
    """
    upload = lock(ocg_imports(), upload)
    refuse_if(rules.objections_to_run(actor, upload))

    upload.asked_at, upload.posting, upload.told_apart = (
        clock.now(),
        actor.posting,
        list(not_same_as),
    )
    upload.save(update_fields=["asked_at", "posting", "told_apart"])
    if upload.row_count <= rules.AT_ONCE:
        return _add(actor, upload)
    plans = planned(actor, upload)
    refuse_if(_objections(plans, upload))
    defer(rules.RUN_JOB, upload.ref)
    record(actor, "ocg_import.started", upload.ref, dossier=upload.dossier, rows=upload.row_count)
    return upload


@command
def add_waiting_ocgs(*, actor: Actor, upload: OcgImport) -> OcgImport:
    """Add the rows of a long tracker. If something is wrong by now, it can be corrected."""
    upload = lock(ocg_imports(), upload)
    refuse_if([] if upload.is_waiting else ["This import does not wait for a worker."])
    return _add(actor, upload)


@command
def stop_waiting_ocgs(*, actor: Actor, upload: OcgImport, because: Sequence[str]) -> OcgImport:
    """Let the officer correct a long tracker that could not be added, and say why."""
    upload = lock(ocg_imports(), upload)
    refuse_if([] if upload.is_waiting else ["This import does not wait for a worker."])
    upload.asked_at, upload.posting = None, None
    upload.notes = [*upload.notes, *because]
    upload.save(update_fields=["asked_at", "posting", "notes"])
    record(
        actor, "ocg_import.stopped", upload.ref, dossier=upload.dossier, tell=[upload.unit],
        because=" ".join(because),
    )  # fmt: skip
    return upload


def _add(actor: Actor, upload: OcgImport) -> OcgImport:
    """Add every row in this transaction. Lock the OCGs and names first, and read again."""
    note = partial(note_progress, upload.ref)
    note(1)
    plans = planned(actor, upload)
    hold_registrations(plan.owner for plan in plans)
    _lock(plans)
    plans = planned(actor, upload)
    refuse_if(_objections(plans, upload))
    note(10)

    upload.added = add_ocgs(actor, upload, plans, note)
    upload.cells, upload.problems = [], []
    upload.imported_at, upload.imported_by = clock.now(), actor.officer
    upload.save(update_fields=["added", "cells", "problems", "imported_at", "imported_by"])
    defer(rules.CHECK_JOB, upload.ref)

    led = [
        About(upload.ref, [officer], {"ocgs": count(led_count, "OCG")})
        for officer, led_count in leads_to_tell(plans).items()
    ]
    record_each(actor, "ocg_import.lead_named", led, dossier=upload.dossier)
    record(
        actor, "ocg_import.run", upload.ref, dossier=upload.dossier, kind=Event.Kind.COLLECTION,
        tell=[upload.unit],
        ocgs=count(sum(row["is_new"] for row in upload.added), "OCG"),
        others=sum(not row["is_new"] for row in upload.added),
        people=sum(row["people"] for row in upload.added),
        identifiers=sum(row["identifiers"] for row in upload.added),
    )  # fmt: skip
    return upload


def _lock(plans: Sequence[PlannedOcg]) -> None:
    """Lock the OCGs of the register that get more people, in one order."""
    keys = [plan.existing.pk for plan in plans if plan.existing]
    list(Ocg.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))


def _objections(plans: Sequence[PlannedOcg], upload: OcgImport) -> list[str]:
    """Refuse with the first problems, or with likely duplicates that nobody told apart."""
    problems = [str(problem) for problem in problems_in(plans)[:SHOWN]]
    likely = {duplicate.ref: duplicate for plan in plans for duplicate in plan.likely}
    return problems or objections_to_likely(likely.values(), upload.told_apart, "OCG")[:SHOWN]
