"""Take back the OCGs of a tracker that nobody worked on since, many in each statement."""

from collections.abc import Collection, Sequence
from datetime import datetime

from broadhurst.capabilities.deconfliction.writes.follow_ocg import withdraw_entered_in_error
from broadhurst.capabilities.ocg_imports.writes.add_plans import remove_plans
from broadhurst.capabilities.register.models import (
    Assessment,
    Identifier,
    Lead,
    Membership,
    Ocg,
    Stage,
)
from broadhurst.capabilities.register.writes.begin_lead import access_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import end_all
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, record_each

WRITTEN_AT_ONCE = 2_000
EXPLANATION = "The import that added it was undone."
REASON = f"Added in error: {EXPLANATION}"
# Events of the import itself and its checks. Other units and readers change nothing.
NOT_WORK = (
    "check.made",
    "plan.drafted",
    "plan.objective_added",
    "action.added",
    "ocg.imported",
    "assessment.scored",
    "ocg.told_apart",
)
NO_CHANGE = (
    Event.Kind.COMBINATION, Event.Kind.CONSULTATION, Event.Kind.DISCLOSURE, Event.Kind.REFUSAL,
)  # fmt: skip


def worked_on(ocgs: Collection[Ocg], since: datetime) -> set[int]:
    """Return the ids of the OCGs that somebody changed after a moment, or works on."""
    by_dossier = {ocg.dossier_id: ocg.pk for ocg in ocgs}
    events = Event.objects.filter(at__gt=since).exclude(kind__in=NO_CHANGE)
    changed = events.exclude(verb__in=NOT_WORK).exclude(verb__startswith="hit.")
    own_dossiers = changed.filter(dossier__in=by_dossier).values_list("dossier", flat=True)
    below = changed.filter(dossier__parent__in=by_dossier)
    dossiers = {*own_dossiers, *below.values_list("dossier__parent", flat=True)}
    moderated = Assessment.objects.filter(ocg__in=by_dossier.values(), moderation__isnull=False)
    return {by_dossier[pk] for pk in dossiers if pk} | {*moderated.values_list("ocg", flat=True)}


def remove_ocgs(actor: Actor, sent_ref: str, ocgs: Sequence[Ocg]) -> None:
    """Close OCGs as entered in error, with their people, identifiers and leads.

    The caller has locked them and found that nobody worked on them. The log keeps all of it, and
    hits stay with the units that were told.
    """
    if not ocgs:
        return
    now, keys = clock.now(), [ocg.pk for ocg in ocgs]
    withdraw_entered_in_error(actor=actor, ocgs=ocgs)
    for rows in (Membership.objects, Identifier.objects):
        rows.filter(ocg__in=keys).update(ended_at=now, ended_because=REASON)
    remove_plans(keys, EXPLANATION)
    _end_leads(keys)
    Stage.objects.filter(ocg__in=keys, until_at=None).update(until_at=now)
    Ocg.objects.filter(pk__in=keys).update(
        state=Ocg.State.NOT_ADOPTED, due_on=None, adopted_at=None
    )
    Stage.objects.bulk_create(
        [
            Stage(
                dossier=ocg.dossier, ocg=ocg, state=Ocg.State.NOT_ADOPTED,
                reason=Stage.Reason.IN_ERROR, explanation=EXPLANATION, begun_by=actor.officer,
                from_at=now,
            )
            for ocg in ocgs
        ],
        WRITTEN_AT_ONCE,
    )  # fmt: skip
    abouts = [
        About(ocg.ref, [], {"name": ocg.name, "import": sent_ref}, ocg.dossier) for ocg in ocgs
    ]
    for at in range(0, len(abouts), WRITTEN_AT_ONCE):
        record_each(actor, "ocg.import_undone", abouts[at : at + WRITTEN_AT_ONCE], dossier=None)


def _end_leads(keys: Collection[int]) -> None:
    """End the leads of OCGs, with their access."""
    leads = Lead.objects.filter(ocg__in=keys, until_at=None)
    held = list(leads.select_related("officer", "unit__agency", "ocg", "dossier"))
    leads.update(until_at=clock.now())
    end_all((lead.dossier, access) for lead in held for access in access_of([lead]))
