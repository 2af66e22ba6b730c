"""Read one referral and its actors, limited by row-level security."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.capabilities.establishment.queries.organisations import staffed, units_in_force
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.capabilities.register.queries.leadership import (
    current_leadership,
    works_on_ocgs,
)
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.capabilities.safeguarding.rules.referring import ENDED, roles_on, verbs_open
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Officer, Posting, Unit
from broadhurst.foundation.govuk.words import day, london_day

VERBS = {
    "acknowledge": "Acknowledge",
    "decide": "Record the decision",
    "record_decision": "Record the competent authority's decision",
    "chase": "Record a chase",
    "close": "Close",
    "edit": "Correct this referral",
    "withdraw": "Withdraw this referral",
}


def referrals() -> QuerySet[Referral]:
    """Return the referrals that the actor may see, with their teams and officers.

    Do not join the OCG: the receiving team cannot see its row, so the join would hide the referral.
    """
    return Referral.objects.select_related(
        "team__agency", "team__district__council", "holder", "sent_by", "acknowledged_by"
    )


def locked(referral: Referral) -> Referral:
    """Lock the referral's row and return it.

    The OCG is locked first if the actor may see it.
    """
    take(Ocg, referral.ocg_id)
    return lock(referrals(), referral)


def open_referrals(*ocgs: Ocg) -> QuerySet[Referral]:
    """Return the referrals of OCGs that have not ended.

    A transfer names a new holder for each (rule 24).
    """
    return referrals().filter(ocg__in=ocgs).exclude(stage__in=ENDED)


def ocg_of(referral: Referral) -> Ocg | None:
    """Return the OCG of a referral, or None if the actor cannot see it."""
    return Ocg.objects.filter(pk=referral.ocg_id).first()


def name_of(referral: Referral) -> str:
    """Return the person's current name, or the name on the referral.

    The receiving team cannot read the person's row, so it gets the name on the referral.
    """
    person = Person.objects.filter(pk=referral.person_id).first()
    return person.name if person else referral.person_name


def parts_of(referral: Referral, actor: Actor) -> list[str]:
    """Return an actor's roles on a referral, including those on its OCG."""
    ocg = Ocg.objects.filter(pk=referral.ocg_id, state__in=OPEN).first()
    on_ocg = current_leadership(ocg).parts_of(actor) if ocg else []
    return roles_on(actor, referral) + on_ocg


def may_chase(actor: Actor) -> bool:
    """Return whether an actor may chase referrals, by their role or as a holder."""
    if actor.reads_only:
        return False
    if works_on_ocgs(actor):
        return True
    return referrals().filter(holder=actor.officer).exclude(stage__in=ENDED).exists()


def contact_of(holder: Officer) -> Posting | None:
    """Return a current posting of the holder, with its unit as contact for the team."""
    return postings_of(holder, clock.today()).first()


def due_on(referral: Referral) -> date | None:
    """Return the date the receiving team's next answer is due.

    A threat to life whose team has no known deadline is due on the day that it was sent.
    """
    deadlines = {"sent": referral.ack_due_on, "acknowledged": referral.decision_due_on}
    due = deadlines.get(referral.stage)
    if due is None and referral.threat_to_life and referral.stage in deadlines:
        return london_day(referral.sent_at)
    return due


def steps_of(referral: Referral) -> list[dict[str, Any]]:
    """Return the steps in the history of a referral, newest first."""
    r = referral
    steps: list[dict[str, Any]] = [
        {"title": "Sent", "at": r.sent_at, "by": r.sent_by},
        {"title": "Acknowledged", "at": r.acknowledged_at, "by": r.acknowledged_by},
        {"title": "Decision recorded", "at": r.decided_at, "text": _decided(r)},
        {"title": "Closed", "at": r.closed_at, "text": r.get_outcome_display()},
        {"title": "Withdrawn", "at": r.withdrawn_at, "text": r.withdrawn_because},
    ]
    for a_chase in r.chases.select_related("chased_by"):
        how = a_chase.get_how_display()
        steps.append(
            {"title": "Chased", "at": a_chase.chased_at, "by": a_chase.chased_by, "text": how}
        )
    return sorted((step for step in steps if step["at"]), key=lambda step: step["at"], reverse=True)


def _decided(referral: Referral) -> str:
    """Return the decision, with a competent authority's name, date and reference."""
    decision, on = referral.get_decision_display(), referral.decided_on
    if not referral.authority or on is None:
        return decision
    reference = (
        f", reference {referral.authority_reference}" if referral.authority_reference else ""
    )
    return f"{decision}. {referral.get_authority_display()}, {day(on)}{reference}"


def verbs_on(referral: Referral, parts: list[str]) -> list[dict[str, str]]:
    """Return links to the commands open to an actor with these roles."""
    return [
        {"text": VERBS[verb], "href": reverse(f"safeguarding:{verb}_referral", args=[referral.ref])}
        for verb in verbs_open(referral, parts, authority=authority_of(referral))
    ]


def people_and_teams(ocg: Ocg) -> tuple[QuerySet[Person], QuerySet[Unit]]:
    """Return the people of an OCG, and the safeguarding teams that somebody is posted to."""
    people = Person.objects.filter(pk__in=ocg.memberships.values("person")).order_by("name")
    today = clock.today()
    teams = staffed(units_in_force(today), today).filter(kind=Unit.Kind.SAFEGUARDING)
    return people, teams.order_by("name")
