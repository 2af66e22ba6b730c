"""The facts of a claim: check them, save them, and say what changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from django.db import IntegrityError, transaction

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.models import (
    Disruption,
    DisruptionPolicy,
    Grade,
    Step,
    Support,
)
from broadhurst.capabilities.disruptions.queries.disruptions import earlier_claim, policy_on
from broadhurst.capabilities.disruptions.queries.references import unknown_references
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.writes.open_dossier import open_dossier_beside
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, give
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused

TEXTS = ("description", "effect", "evidence", "another_because")


class Facts(TypedDict):
    """The facts of a claim, as its forms give them."""

    happened_on: date
    description: str
    effect: str
    evidence: str
    references: list[str]
    kind: str
    grade: str
    lead: Agency
    supporters: list[Agency]
    another_because: str


def objections_to_facts(
    facts: Facts, ocg: Ocg | None, action: Action | None, but: Disruption | None = None
) -> list[str]:
    """Say what is wrong with the facts of a new claim, or of a change to `but`."""
    action_id = action.pk if action else but.action_id if but and not but.ocg else None
    values: dict[str, Any] = {**facts}
    texts = {name: values[name] for name in TEXTS}
    return [
        *rules.objections_to_facts(
            texts,
            happened_on=facts["happened_on"],
            today=clock.today(),
            lead=facts["lead"],
            supporters=list(facts["supporters"]),
        ),
        *rules.objections_to_references(
            unknown_references(facts["references"], ocg, action, but.references if but else ())
        ),
        *rules.objections_to_second(
            earlier_claim(ocg, action_id, facts["happened_on"], but), facts["another_because"]
        ),
    ]


def open_for_action(actor: Actor, action: Action, ref: str) -> Dossier:
    """Open a dossier below the OCG's for a unit that can see only its action."""
    dossier = open_dossier_beside(action, ref)
    give(dossier, Sight(actor.unit, Grant.Level.WORK, Grant.Why.AUTHOR, ref))
    return dossier


def save_claim(
    actor: Actor, ref: str, dossier: Dossier, ocg: Ocg | None, action: Action | None, facts: Facts
) -> Disruption:
    """Save a new claim with its supporters and its first step."""
    disruption = Disruption(
        dossier=dossier,
        ref=ref,
        ocg=ocg,
        policy=policy_on(clock.today()),
        claimed_by=actor.officer,
        unit=actor.unit,
        claimed_at=clock.now(),
    )
    save_facts(disruption, action, facts)
    add_step(actor, disruption, Step.Verb.CLAIMED, grade=facts["grade"])
    return disruption


def save_facts(disruption: Disruption, action: Action | None, facts: Facts) -> None:
    """Write the facts to a claim, and save it as one that waits for a moderator.

    A claimant who cannot see the OCG keeps the action, which they may not see any more either.
    """
    values: dict[str, Any] = {**facts}
    for name in ("happened_on", *TEXTS, "references", "kind", "lead"):
        setattr(disruption, name, values[name])
    if disruption.ocg or not disruption.pk:
        disruption.action = action
    disruption.grade_claimed = facts["grade"]
    disruption.p = disruption.policy.p_of(facts["kind"])
    disruption.stage = Disruption.Stage.CLAIMED
    if disruption.pk:
        disruption.supports.all().delete()
    try:
        with transaction.atomic():
            disruption.save()
    except IntegrityError as error:
        if "disruption_claimed_once" not in str(error):
            raise
        # Another claim was made meanwhile, or one that this claimant cannot see.
        refuse = rules.objections_to_second("Another disruption", "")
        raise Refused(refuse) from error
    Support.objects.bulk_create(
        Support(dossier_id=disruption.dossier_id, disruption=disruption, agency=agency)
        for agency in facts["supporters"]
    )


def add_step(
    actor: Actor,
    disruption: Disruption,
    verb: Step.Verb,
    *,
    grade: str = "",
    reason: str = "",
    changes: Sequence[list[str]] = (),
) -> None:
    """Keep a step on a disruption, as it was made."""
    Step.objects.create(
        dossier_id=disruption.dossier_id,
        disruption=disruption,
        verb=verb,
        at=clock.now(),
        officer=actor.officer,
        unit=actor.unit,
        grade=grade,
        reason=reason,
        changes=list(changes),
    )


def changed(disruption: Disruption, action: Action | None, facts: Facts) -> list[list[str]]:
    """Return each changed fact: its label, its earlier value and its new value."""
    policy = disruption.policy
    was = _in_words(policy, disruption.action, facts_of(disruption))
    now = _in_words(policy, action, facts)
    return [[label, was[label], now[label]] for label in now if was[label] != now[label]]


def facts_of(disruption: Disruption) -> Facts:
    """Return the facts of a claim as it is now."""
    return {
        "happened_on": disruption.happened_on,
        "description": disruption.description,
        "effect": disruption.effect,
        "evidence": disruption.evidence,
        "references": disruption.references,
        "kind": disruption.kind,
        "grade": disruption.grade_claimed,
        "lead": disruption.lead,
        "supporters": list(disruption.supporters.all()),
        "another_because": disruption.another_because,
    }


def _in_words(policy: DisruptionPolicy, action: Action | None, facts: Facts) -> dict[str, str]:
    """Return the facts in words, by their labels."""
    return {
        "Date": day(facts["happened_on"]),
        "Description": facts["description"],
        "Effect": facts["effect"],
        "Evidence": facts["evidence"],
        "References": ", ".join(facts["references"]),
        "Action": str(action or ""),
        "Type": policy.label_of(facts["kind"]),
        "Grade claimed": Grade(facts["grade"]).label,
        "Lead organisation": facts["lead"].name,
        "Supporting organisations": ", ".join(
            sorted(agency.name for agency in facts["supporters"])
        ),
        "Reason it is another disruption": facts["another_because"],
    }
