"""Rules for planning a succession of organisations and carrying it out. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.districts import COUNCILS
from broadhurst.foundation.workflow import at

REHEARSAL_LASTS = timedelta(hours=24)
# The things that are counted, in words. The keys come from the database functions, in this order.
WORDS = {
    "ocgs": "OCGs owned",
    "leads": "leads of OCGs (SIO, LRO and SRO)",
    "plans": "live 4P plans",
    "actions": "open actions",
    "requests": "open requests between SIO and LRO",
    "referrals": "open safeguarding referrals",
    "orders": "court orders monitored",
    "transfers": "open transfers",
    "transfer_requests": "open requests for OCGs",
    "bids": "open bids",
    "bookings": "bookings of capabilities",
    "grants": "grants of access",
    "entries": "deconfliction entries",
    "hits": "open hits",
    "postings": "postings of officers",
    "tokens": "API tokens in force",
    "appointments": "appointments of chief officers",
    "funding_lines": "funding lines",
    "self_assessments": "self-assessments",
    "responses": "responses to inspections that are being written",
    "correspondence": "letters, emails and calls about these responses",
    "findings": "findings that have not ended, with owner, next step and status",
    "milestones": "open milestones of these findings",
    "proposed_actions": "open proposed actions",
    "directions": "directions of the NCA in force",
    "templates": "templates of letters",
    "letters": "letters",
}
# These records stay under the old name, because they say what was published or decided then.
STAYS = {
    "kept_responses": "published responses, with each correction",
    "kept_findings": "findings that have ended",
    "kept_decisions": "decisions and comments of the inspectorate",
    "kept_actions": "proposed actions that are done or ended",
}
STOPS = {
    "transfers_between": "open transfers between the organisations that merge. Accept, decline or "
    "withdraw each first",
    "requests_between": "open requests for OCGs between the organisations that merge. Answer or "
    "withdraw each first",
    "districts_twice": "districts with the same name. Rename or close one first",
    "oversight": "police forces that these organisations oversee. Give each force another policing "
    "body first",
    "responses_twice": "reports with two responses of the same policing body, for organisations "
    "that merge. Publish or withdraw one first",
    "actions_twice": "findings with proposed actions for two of these organisations. End one first",
    "assessed_twice": "findings that two of these organisations assessed on the same day. Correct "
    "the day of one first",
}
NOT_ALIKE = (
    "Choose organisations of the same kind. A council and a combined authority also go together."
)


def objections_to_plan(
    roles: Collection[str],
    *,
    kind: str,
    predecessors: Sequence[Any],
    units: Sequence[Any],
    successor: Any,
    effective_on: date,
    today: date,
    planned: Sequence[str],
) -> list[str]:
    """Refuse anyone but the service's administrators, and organisations that do not fit.

    `planned` are the references of planned successions of the same organisations.
    """
    objections = objections_to_administer(roles)
    if successor.pk in {agency.pk for agency in predecessors}:
        objections += at("successor", f"{successor.name} cannot take over itself.")
    if not all(_fit(agency.kind, successor.kind) for agency in predecessors):
        objections += at("successor", NOT_ALIKE)
    if effective_on < today:
        objections += at("effective_on", "Enter today or a later day.")
    if successor.until_on is not None and successor.until_on <= effective_on:
        objections += at("successor", f"{successor.name} is closed on that day.")
    if successor.from_on > effective_on:
        objections += at("successor", f"{successor.name} does not exist yet on that day.")
    objections += _units_that_do_not_fit(kind, predecessors, units)
    if planned:
        objections.append(f"{', '.join(planned)} is planned already. Withdraw it first.")
    return objections


def _fit(kind: str, other: str) -> bool:
    return kind == other or {kind, other} <= set(COUNCILS)


def _units_that_do_not_fit(
    kind: str, predecessors: Sequence[Any], units: Sequence[Any]
) -> list[str]:
    if kind == "whole":
        return at("units", "Leave this blank if whole organisations move.") if units else []
    if len(predecessors) != 1:
        return at("predecessors", "Choose one organisation to split.")
    if not units:
        return at("units", "Choose the units that move.")
    if any(unit.agency_id != predecessors[0].pk for unit in units):
        return at("units", f"Choose units of {predecessors[0].name}.")
    return []


def objections_to_rehearse(roles: Collection[str], succession: Any) -> list[str]:
    """Refuse anyone but the service's administrators, and a succession that has ended."""
    objections = objections_to_administer(roles)
    if succession.stage != "planned":
        happened = "carried out" if succession.stage == "done" else "withdrawn"
        objections.append(f"{succession.ref} was {happened} already. Plan a new one if needed.")
    return objections


def objections_to_carry_out(
    roles: Collection[str],
    succession: Any,
    stops: Mapping[str, int],
    *,
    today: date,
    now: datetime,
) -> list[str]:
    """Refuse a succession before its day, without a dry run today, or if something stops it."""
    objections = objections_to_rehearse(roles, succession)
    if succession.stage != "planned":
        return objections
    if today < succession.effective_on:
        objections.append(
            f"Carry out the succession on {succession.effective_on:%-d %B %Y} or later."
        )
    if succession.rehearsed_at is None or succession.rehearsed_at < now - REHEARSAL_LASTS:
        objections.append("Do a dry run first. A dry run is valid for 24 hours.")
    return objections + what_stops(stops)


def what_stops(stops: Mapping[str, int]) -> list[str]:
    """Return what stops a succession, in sentences."""
    return [f"There are {number} {STOPS[kind]}." for kind, number in stops.items() if number]


def in_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts in words, in their order."""
    return [(words, counts.get(kind, 0)) for kind, words in WORDS.items()]


def staying(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the counts of what stays under the old name, in words."""
    return [(words, counts[kind]) for kind, words in STAYS.items() if kind in counts]
