"""Rules on who covers for an absent lead, and when. Pure."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.correcting import UNCHANGED
from broadhurst.capabilities.register.rules.leading import objections_to_roles
from broadhurst.capabilities.register.rules.registering import (
    is_partner,
    objections_to_archived,
    objections_to_text,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import at

SUPERVISOR = "supervisor"
NOT_YOURS = "Only the lead who is away, or a supervisor of their unit, can do this."


def may_arrange(actor: Any, lead: Any) -> bool:
    """Return whether an actor can arrange cover for a lead: the lead, or their supervisor."""
    is_supervisor = SUPERVISOR in actor.roles and actor.unit.pk == lead.unit_id
    return bool(actor.officer.pk == lead.officer_id or is_supervisor)


def objections_to_arrange(ocg: Any, actor: Any, leads: Collection[Any]) -> list[str]:
    """The actor arranges cover for one of these leads of an OCG that is not archived."""
    may = any(may_arrange(actor, lead) for lead in leads)
    return ([] if may else [NOT_YOURS]) + objections_to_archived(ocg)


def objections_to_days(from_on: date, until_on: date, *, today: date) -> list[str]:
    """Cover ends on or after the day it begins, and not in the past."""
    if until_on < from_on:
        return at("until_on", "The last day must be on or after the first day.")
    if until_on < today:
        return at("until_on", "The last day must be today or later.")
    return []


def objections_to_deputy(
    lead: Any, deputy: Any, leads: Collection[Any], agency: Any = None, *, roles: Collection[str]
) -> list[str]:
    """A deputy is another officer who can lead, and not the other lead of the OCG.

    `agency` is the deputy's organisation, and `roles` are theirs there. A partner covers for its
    own officer, and for nobody else.
    """
    if deputy.pk == lead.officer_id:
        return at("deputy", f"{deputy.name} is the lead. Name another officer.")
    of_lead = lead.unit.agency if agency is not None else None
    if of_lead and agency != of_lead and (is_partner(agency) or is_partner(of_lead)):
        organisation = of_lead.name if is_partner(of_lead) else "a police force, a ROCU or the NCA"
        return at("deputy", f"Name an officer of {organisation} to cover for {lead.officer.name}.")
    other = [lead for lead in leads if lead.officer_id == deputy.pk and lead.role in ("sio", "lro")]
    if lead.role in ("sio", "lro") and other:
        held = other[0].get_role_display()
        return at(
            "deputy",
            f"{deputy.name} is the {held} of this OCG, so cannot cover for its "
            f"{lead.get_role_display()}. Name another officer.",
        )
    return at("deputy", objections_to_roles(lead.role, deputy, roles))


def objections_to_name_deputy(
    ocg: Any,
    actor: Any,
    lead: Any,
    leads: Collection[Any],
    *,
    deputy: Any,
    from_on: date,
    until_on: date,
    today: date,
    because: str,
    others: Collection[Any],
    agency: Any = None,
    roles: Collection[str],
) -> list[str]:
    """A lead, or their supervisor, names one deputy for days that nobody covers yet.

    `others` are the covers of the OCG in those days that are open. `agency` is the deputy's
    organisation, and `roles` are theirs there.
    """
    objections = objections_to_arrange(ocg, actor, [lead])
    if from_on < today:
        objections += at("from_on", "The first day must be today or later.")
    objections += objections_to_days(from_on, until_on, today=today)
    objections += objections_to_deputy(lead, deputy, leads, agency, roles=roles)
    objections += _objections_to_others(lead, deputy, others)
    return objections + at("because", objections_to_text(because))


def _objections_to_others(lead: Any, deputy: Any, others: Collection[Any]) -> list[str]:
    for other in others:
        if other.lead_id == lead.pk:
            return at(
                "from_on",
                f"{other.deputy.name} already covers for {lead.officer.name} at that time. End "
                "or correct that cover first.",
            )
        if other.deputy_id == deputy.pk:
            return at(
                "deputy",
                f"{deputy.name} already covers for {other.lead.officer.name} on this OCG at that "
                "time. Name another officer.",
            )
    return []


def objections_to_change(cover: Any, actor: Any, *, today: date) -> list[str]:
    """The lead or a supervisor changes cover that is not over."""
    objections = [] if may_arrange(actor, cover.lead) else [NOT_YOURS]
    return objections + _objections_to_closed(cover, today)


def objections_to_end(cover: Any, actor: Any, *, today: date, because: str) -> list[str]:
    """The lead, a supervisor or the deputy ends cover that has begun."""
    is_deputy = cover.deputy_id == actor.officer.pk
    objections = [] if is_deputy or may_arrange(actor, cover.lead) else [NOT_YOURS]
    objections += _objections_to_closed(cover, today)
    if cover.from_on > today:
        objections.append("This cover has not begun. Withdraw or correct it instead.")
    return objections + at("because", objections_to_text(because))


def objections_to_withdraw(cover: Any, actor: Any, *, today: date, because: str) -> list[str]:
    """The lead or a supervisor withdraws cover, with a reason."""
    objections = objections_to_change(cover, actor, today=today)
    return objections + at("because", objections_to_text(because))


def objections_to_correct(
    cover: Any,
    actor: Any,
    leads: Collection[Any],
    *,
    changes: Mapping[str, Any],
    because: str,
    today: date,
    others: Collection[Any],
    agency: Any = None,
    roles: Collection[str],
) -> list[str]:
    """A correction changes the deputy or the days, and the same rules hold again."""
    objections = objections_to_change(cover, actor, today=today)
    if not changes:
        objections.append(UNCHANGED)
    from_on = changes.get("from_on", cover.from_on)
    deputy = changes.get("deputy", cover.deputy)
    if "from_on" in changes and min(from_on, cover.from_on) < today:
        objections += at("from_on", "The first day cannot be changed once it is in the past.")
    objections += objections_to_days(from_on, changes.get("until_on", cover.until_on), today=today)
    objections += objections_to_deputy(cover.lead, deputy, leads, agency, roles=roles)
    objections += _objections_to_others(cover.lead, deputy, others)
    return objections + at("because", objections_to_text(because))


def _objections_to_closed(cover: Any, today: date) -> list[str]:
    if cover.closed_at is not None:
        return [f"This cover is closed: {in_sentence(cover.get_closed_as_display())}."]
    if cover.until_on < today:
        return ["This cover is over."]
    return []


def verbs_open(cover: Any, actor: Any, *, today: date) -> list[str]:
    """Return the verbs that an actor can use on cover now."""
    if cover.closed_at is not None or cover.until_on < today:
        return []
    arranges = may_arrange(actor, cover.lead)
    verbs = []
    if cover.from_on <= today and (arranges or cover.deputy_id == actor.officer.pk):
        verbs.append("end_cover")
    return [*verbs, "correct_cover", "withdraw_cover"] if arranges else verbs
