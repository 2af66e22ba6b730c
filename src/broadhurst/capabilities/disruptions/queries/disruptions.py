"""Read disruptions, and the roles of an actor on one.

Row-level security decides which rows a reader gets; nothing here filters by actor for permission.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.models import Disruption, DisruptionPolicy, Step
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import (
    Agency,
    Officer,
    Posting,
    RegionMember,
    Role,
    in_force_on,
)

CLAIMS = (Step.Verb.CLAIMED, Step.Verb.REVISED)
MOVES = tuple(rules.STAGES.moves)
NATIONAL = (Agency.Kind.NATIONAL_AGENCY, Agency.Kind.GOVERNMENT)


def policy_on(day: date) -> DisruptionPolicy:
    """Return the wording of grades for claims made on a day."""
    return DisruptionPolicy.objects.filter(from_on__lte=day)[0]


def disruptions() -> QuerySet[Disruption]:
    """Return disruptions with what their pages show. A partner sees its own without the OCG."""
    return Disruption.objects.select_related(
        "ocg__dossier", "action", "policy", "lead", "unit__agency", "claimed_by", "dossier"
    )


def disruptions_of(ocg: Ocg) -> QuerySet[Disruption]:
    """Return the disruptions of an OCG that were not withdrawn or turned down, the latest first."""
    left_out = (Disruption.Stage.WITHDRAWN, Disruption.Stage.NOT_ACCEPTED)
    return (
        Disruption.objects.filter(ocg=ocg)
        .exclude(stage__in=left_out)
        .select_related("policy", "lead")
    )


def locked_disruption(disruption: Disruption) -> Disruption:
    """Lock the OCG, if the actor can see it, then the disruption, and return it as it is now."""
    if disruption.ocg:
        locked(disruption.ocg)
    return lock(disruptions(), disruption)


def roles_of(actor: Actor, disruption: Disruption) -> list[str]:
    """Return the actor's roles on a disruption and on its OCG."""
    parts = current_leadership(disruption.ocg).parts_of(actor) if disruption.ocg else []
    return rules.roles_on(actor, disruption, parts)


def objections_to(verb: str, actor: Actor, disruption: Disruption) -> list[str]:
    """Say why an actor cannot do this to a disruption now."""
    return rules.objections_to_verb(
        verb, actor, disruption, roles_of(actor, disruption),
        claimants=claimants_of(disruption), leads=sio_and_lro(disruption.ocg),
    )  # fmt: skip


def objections_to_reason(disruption: Disruption, reason: str) -> list[str]:
    """Say why a reason cannot be kept. A claimant with an own dossier may not see the OCG."""
    ocg = disruption.ocg
    is_apart = ocg is not None and disruption.dossier_id != ocg.dossier_id
    secrets = (ocg.ref, ocg.name, ocg.national_ref) if ocg and is_apart else ()
    return rules.objections_to_reason(reason, secrets)


def verbs_on(actor: Actor, disruption: Disruption) -> list[str]:
    """Return what an actor may do to a disruption now."""
    roles, claimants = roles_of(actor, disruption), claimants_of(disruption)
    leads = sio_and_lro(disruption.ocg)
    return [
        verb
        for verb in MOVES
        if not rules.objections_to_verb(
            verb, actor, disruption, roles, claimants=claimants, leads=leads
        )
    ]


def claimants_of(disruption: Disruption) -> set[int]:
    """Return the officers who claimed a disruption or revised the claim."""
    rows = disruption.steps.filter(verb__in=CLAIMS)
    return {disruption.claimed_by_id, *rows.values_list("officer", flat=True)}


def sio_and_lro(ocg: Ocg | None) -> dict[int, str]:
    """Return the roles of the SIO and the LRO of an OCG, by officer."""
    if ocg is None:
        return {}
    leadership = current_leadership(ocg)
    pair = (leadership.sio, leadership.lro)
    return {
        officer.pk: lead.get_role_display()
        for lead in pair
        if lead
        for officer in (lead.officer, lead.deputy)
        if officer
    }


def leads_to_tell(disruption: Disruption) -> list[Officer]:
    """Return who is told of a decision: the claimant, and the SIO and the LRO."""
    leaders = current_leadership(disruption.ocg).officers() if disruption.ocg else []
    return [disruption.claimed_by, *leaders]


def moderators_of(agency: Agency) -> list[Officer]:
    """Return the moderators of the organisation that owns an OCG."""
    rows = Posting.objects.filter(
        in_force_on(clock.today()), roles__contains=[Role.MODERATOR], unit__agency=agency
    )
    return [posting.officer for posting in rows.select_related("officer")]


def earlier_claim(
    ocg: Ocg | None, action_id: int | None, happened_on: date, but: Disruption | None = None
) -> str:
    """Return the reference of a claim in force for the same OCG, action and date, or ""."""
    same: dict[str, Any] = {"action": action_id, "happened_on": happened_on}
    rows = Disruption.objects.filter(
        **same, **({"ocg": ocg} if ocg else {}), stage__in=("claimed", "returned", "accepted")
    )
    other = rows.exclude(pk=but.pk if but else 0).order_by("pk").first()
    return other.ref if other else ""


def organisations_for(
    actor: Actor, ocg: Ocg | None, action: Action | None, disruption: Disruption | None = None
) -> QuerySet[Agency]:
    """Return the organisations that can lead or support a disruption.

    These are the owner, the leads' and the claimant's, those with an action of the plan, those of
    the region, national agencies and departments.
    """
    owner = actor.agency
    some = {actor.agency.pk}
    if ocg:
        leadership = current_leadership(ocg)
        owner = leadership.owner.agency
        some |= {lead.unit.agency_id for lead in leadership.leads}
        actions = Action.objects.filter(objective__plan__ocg=ocg)
        some |= set(actions.values_list("accountable_unit__agency", flat=True))
    elif action:
        owner = action.asking_unit.agency
    if disruption:
        some |= {disruption.lead_id, *disruption.supports.values_list("agency", flat=True)}
    regions = RegionMember.objects.filter(in_force_on(clock.today()), agency=owner)
    mates = RegionMember.objects.filter(
        in_force_on(clock.today()), region__in=regions.values("region")
    )
    return Agency.objects.filter(
        Q(pk__in={owner.pk, *some})
        | Q(pk__in=mates.values("agency"))
        | Q(kind__in=NATIONAL, until_on=None)
    ).order_by("name")


def region_of(agency: Agency, day: date) -> int | None:
    """Return the id of the region that an organisation belonged to on a day, or None."""
    rows = RegionMember.objects.filter(in_force_on(day), agency=agency).order_by("pk")
    return rows.values_list("region", flat=True).first()
