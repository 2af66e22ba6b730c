"""Add the OCGs of a tracker with their people, many rows in each statement.

It writes what `register`, `add_member` and `add_identifier` write, and the same events. Their
checks with deconfliction follow in a job.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.planned import (
    PlannedOcg,
)
from broadhurst.capabilities.ocg_imports.writes.add_people import (
    added,
    enter_identifiers,
    enter_people,
)
from broadhurst.capabilities.ocg_imports.writes.add_plans import add_plans
from broadhurst.capabilities.ocg_imports.writes.numbered import (
    WRITTEN_AT_ONCE,
    abouts,
    count_rows,
    create,
    numbered,
)
from broadhurst.capabilities.register.models import (
    Area,
    Assessment,
    Lead,
    Ocg,
    Ownership,
    Stage,
    ToldApart,
)
from broadhurst.capabilities.register.queries.assessing import (
    assess_by,
    decide_by,
    scheme_in_force,
)
from broadhurst.capabilities.register.rules.assessing import weigh
from broadhurst.capabilities.register.writes.begin_lead import access_of
from broadhurst.capabilities.register.writes.enter_ocg import owner_sights
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import give_each, open_dossiers
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record_each

BECAUSE = "imported from a tracker"


def add_ocgs(
    actor: Actor, upload: OcgImport, plans: Sequence[PlannedOcg], note: Callable[[int], None]
) -> list[dict[str, Any]]:
    """Add all that is planned, and return what was added for each OCG.

    `note` is told how far it is, in percent. The caller has found nothing wrong, and has locked the
    OCGs that are on the register.
    """
    new = [plan for plan in plans if plan.existing is None]
    ocgs = _enter(actor, upload, new)
    note(25)
    _enter_leads(new, ocgs)
    _enter_scores(actor, upload, new, ocgs)
    add_plans(actor, [(plan, ocgs[id(plan)]) for plan in new if plan.aim])
    _tell_apart(actor, new, ocgs)
    pairs = [
        (plan, plan.existing or ocgs[id(plan)])
        for plan in plans
    ]  # fmt: skip
    note(45)
    members = enter_people(actor, pairs)
    note(75)
    things = enter_identifiers(actor, pairs, members)
    note(90)
    return [added(plan, ocg, members, things) for plan, ocg in pairs]


def _enter(actor: Actor, upload: OcgImport, new: Sequence[PlannedOcg]) -> dict[int, Ocg]:
    """Enter the new OCGs with their owners, states and districts. Return them by their plan."""
    now = clock.now()
    # The actor's own access comes first, because only who sees a dossier gives more access to it.
    sights = {
        unit: sorted(
            owner_sights(unit), key=lambda sight: sight.to.principal != actor.unit.principal
        )
        for unit in {plan.owner for plan in new}
    }
    due = {True: assess_by(actor.agency), False: decide_by(actor.agency)}

    def write(batch: Sequence[PlannedOcg], refs: Sequence[str]) -> Sequence[Ocg]:
        pairs = list(zip(refs, batch, strict=True))
        dossiers = open_dossiers({ref: sights[plan.owner] for ref, plan in pairs})
        count_rows()
        return Ocg.objects.bulk_create(
            Ocg(
                dossier=dossiers[ref], ref=ref, kind=plan.kind, name=plan.name,
                national_ref=plan.value_of("national_ref"), threat_types=plan.threat_types,
                description=plan.description, place=plan.value_of("place"),
                group=plan.value_of("group"),
                state=Ocg.State.ACTIVE if plan.leads else Ocg.State.REPORTED,
                due_on=due[bool(plan.leads)], registered_at=now,
                adopted_at=now if plan.leads else None,
            )
            for ref, plan in pairs
        )  # fmt: skip

    ocgs = numbered("OCG", new, write)
    count_rows()
    pairs = list(zip(new, ocgs, strict=True))
    Stage.objects.bulk_create(
        [
            Stage(
                dossier=ocg.dossier, ocg=ocg, state=ocg.state, due_on=ocg.due_on,
                explanation=f"Imported from {upload.file_name}.", begun_by=actor.officer,
                from_at=now,
            )
            for ocg in ocgs
        ],
        WRITTEN_AT_ONCE,
    )  # fmt: skip
    Ownership.objects.bulk_create(
        [
            Ownership(
                dossier=ocg.dossier, ocg=ocg, agency=plan.owner.agency, unit=plan.owner,
                from_at=now, because=BECAUSE,
            )
            for plan, ocg in pairs
        ],
        WRITTEN_AT_ONCE,
    )  # fmt: skip
    Area.objects.bulk_create(
        [
            Area(dossier=ocg.dossier, ocg=ocg, district=district)
            for plan, ocg in pairs
            for district in plan.districts
        ],
        WRITTEN_AT_ONCE,
    )
    for batch in abouts(
        [
            (
                ocg,
                {
                    "name": ocg.name,
                    "owner": plan.owner.name,
                    "state": ocg.get_state_display(),
                    "file": upload.file_name,
                    "import": upload.ref,
                    "sio": _name(plan, "sio"),
                    "lro": _name(plan, "lro"),
                },
            )
            for plan, ocg in pairs
        ]
    ):
        record_each(actor, "ocg.imported", batch, dossier=None, kind=Event.Kind.COLLECTION)
    return {id(plan): ocg for plan, ocg in pairs}


def _name(plan: PlannedOcg, role: str) -> str:
    return plan.leads[role][0].name if role in plan.leads else ""


def _enter_leads(new: Sequence[PlannedOcg], ocgs: dict[int, Ocg]) -> None:
    """Create the SIO and LRO leads of the new OCGs, and give each lead access."""
    leads = [
        Lead(
            dossier=ocgs[id(plan)].dossier, ocg=ocgs[id(plan)], role=role, officer=officer,
            unit=unit, from_at=clock.now(), because=BECAUSE,
        )
        for plan in new
        for role, (officer, unit) in plan.leads.items()
    ]  # fmt: skip
    create(leads)
    give_each((lead.dossier, access) for lead in leads for access in access_of([lead]))


def leads_to_tell(plans: Iterable[PlannedOcg]) -> Counter[Officer]:
    """Return how many of the new OCGs each officer leads, so that each is told once."""
    return Counter(
        officer
        for plan in plans
        if plan.existing is None
        for officer in {officer for officer, _ in plan.leads.values()}
    )


def _enter_scores(
    actor: Actor, upload: OcgImport, new: Sequence[PlannedOcg], ocgs: dict[int, Ocg]
) -> None:
    """Enter the scores of the new OCGs, which a moderator accepts or returns."""
    scored = [(plan, ocgs[id(plan)]) for plan in new if plan.scores is not None]
    if not scored:
        return
    scheme = scheme_in_force(clock.today())

    def write(batch: Sequence[tuple[PlannedOcg, Ocg]], refs: Sequence[str]) -> Sequence[Assessment]:
        made = []
        for ref, (plan, ocg) in zip(refs, batch, strict=True):
            score, unknowns = weigh(scheme.criteria, plan.scores or {})
            made.append(
                Assessment(
                    dossier=ocg.dossier, ref=ref, ocg=ocg, scheme=scheme, scores=plan.scores,
                    confidence={}, score=score, unknowns=unknowns, scored_by=actor.officer,
                    scored_at=clock.now(),
                    rationale=plan.value_of("rationale")
                    or f"Scores imported from {upload.file_name}.",
                )
            )  # fmt: skip
        return Assessment.objects.bulk_create(made)

    rows = numbered("ASM", scored, write)
    for batch in abouts(
        [
            (row.ocg, {"score": row.score, "unknowns": row.unknowns, "scheme": scheme.version})
            for row in rows
        ]
    ):
        record_each(actor, "assessment.scored", batch, dossier=None, kind=Event.Kind.ALTERATION)


def _tell_apart(actor: Actor, new: Sequence[PlannedOcg], ocgs: dict[int, Ocg]) -> None:
    """Keep each likely duplicate of a new OCG, with who said that it is another one."""
    told = [(plan, ocgs[id(plan)]) for plan in new if plan.likely]
    ToldApart.objects.bulk_create(
        [
            ToldApart(
                dossier=ocg.dossier, ocg=ocg, other=duplicate.row, why_alike=duplicate.why,
                said_by=actor.officer, said_at=clock.now(),
            )
            for plan, ocg in told
            for duplicate in plan.likely
        ]
    )  # fmt: skip
    for batch in abouts([(ocg, {"many": len(plan.likely)}) for plan, ocg in told]):
        record_each(actor, "ocg.told_apart", batch, dossier=None, kind=Event.Kind.ALTERATION)
