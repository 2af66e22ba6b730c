"""Rules on an organisation's own status of a finding. The inspectorate's is separate."""

from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at

OWN_STATUS_ROLES = frozenset({"inspectorate_liaison", "chief_officer", "policing_body"})
# The register of 2014 to 2019 also closed findings as "no-further-action-needed".
CLOSED_BY_THEM = ("complete", "superseded", "no_further_action_needed")
FIRST = "awaiting_allocation"
ENDED_BY_US = ("closed", "superseded", "no_action")
SAY_WHY = ("reopened", "superseded", "no_action")
INSTEAD = ("superseded", "no_action")  # ways to end work without asking for closure
# The statuses follow the City of London Police's own tracker (quarterly committee reports). We
# added the request for closure, which the inspectorate answers, and the last three.
NEXT = {
    "awaiting_allocation": ("in_progress", *INSTEAD),
    "in_progress": ("pending_sign_off", *INSTEAD),
    "pending_sign_off": ("closure_requested", "in_progress", *INSTEAD),
    "closure_requested": ("closed", "in_progress", *INSTEAD),
    "closed": ("reopened",),
    "reopened": ("in_progress", *INSTEAD),
    "superseded": ("reopened",),
    "no_action": ("reopened",),
}


def words(status: str) -> str:
    """Return a status as words."""
    return status.replace("_", " ")


def is_ended(ours: str, theirs: str, *, reopened_on: date | None, theirs_on: date | None) -> bool:
    """Return whether nothing is left to do: the organisation or the inspectorate ended it.

    An organisation that reopens a finding works on it, until the inspectorate closes it again.
    """
    is_reopened = reopened_on is not None and (theirs_on is None or theirs_on <= reopened_on)
    return ours in ENDED_BY_US or (theirs in CLOSED_BY_THEM and not is_reopened)


def next_statuses(now: str, theirs: str) -> list[str]:
    """Return the statuses that an organisation can set next.

    It can close a finding only after the inspectorate closed it.
    """
    return [to for to in NEXT[now] if to != "closed" or theirs in CLOSED_BY_THEM]


def right_statuses(now: str, theirs: str) -> list[str]:
    """Return the statuses that an organisation can correct its own status to."""
    return [to for to in NEXT if to != now and (to != "closed" or theirs in CLOSED_BY_THEM)]


def objections_to_own_status_by(actor: Any) -> list[str]:
    """Say why an actor cannot change the status of their own organisation."""
    return objections_to_actor(actor, actor.agency)


def objections_to_actor(actor: Any, agency: Any) -> list[str]:
    """Say why an actor cannot change an organisation's own status."""
    if actor.agency.pk == agency.pk and OWN_STATUS_ROLES & set(actor.roles):
        return []
    return [f"Only an inspectorate liaison officer or chief officer of {agency.name} can do this."]


def objections_to_closed(to: str, theirs: str) -> list[str]:
    """Say why an organisation cannot close a finding: the inspectorate closes it first."""
    if to != "closed" or theirs in CLOSED_BY_THEM:
        return []
    return ["Only the inspectorate can close a finding. Record the inspectorate update first."]


def objections_to_set_our_status(
    actor: Any, agency: Any, *, now: str, to: str, theirs: str
) -> list[str]:
    """Say why an organisation cannot set this status.

    Its own status moves step by step. It asks for closure, and the inspectorate closes.
    """
    objections = objections_to_actor(actor, agency)
    if to not in NEXT[now]:
        ways = " or ".join(f"“{words(way)}”" for way in NEXT[now])
        objections.append(f"From “{words(now)}” the next step is {ways}.")
    return objections + objections_to_closed(to, theirs)


def once_assigned(now: str) -> str:
    """Return the own status of a finding that gets an owner: one that waited is in progress."""
    return "in_progress" if now in (FIRST, "reopened") else now


def objections_to_name_owner(actor: Any, agency: Any, now: Any) -> list[str]:
    """Say why nobody can be named as the owner of a finding. `now` is its two statuses."""
    objections = objections_to_actor(actor, agency)
    if now.is_ended:
        objections.append("Nothing is left to do on this finding. Reopen it to name an owner.")
    return objections


def objections_to_assign(
    actor: Any, agency: Any, now: Any, *, owner: Any, owner_unit: Any
) -> list[str]:
    """Say why a finding cannot have this owner. `now` is its two statuses and its owner."""
    objections = objections_to_name_owner(actor, agency, now)
    if owner is not None and owner_unit is not None:
        objections += at("owner_unit", "Name an officer or a unit, not both.")
    elif (owner, owner_unit) == (now.owner, now.owner_unit):
        objections += at("owner", "Name a different owner.")
    return objections


def objections_to_detail(to: str, note: str, finding: Any, superseded_by: Any) -> list[str]:
    """Say why a status cannot have this note, or be superseded by this finding."""
    objections = []
    if to in SAY_WHY and not note.strip():
        objections += at("note", f"Enter a note that says why the status is “{words(to)}”.")
    if to != "superseded" and superseded_by is not None:
        objections += at(
            "superseded_by", "Choose the status “Superseded”, or remove the newer finding."
        )
    if to == "superseded":
        objections += at("superseded_by", _objections_to_newer(finding, superseded_by))
    return objections


def objections_to_newer_status(status: str) -> list[str]:
    """Say why a finding cannot supersede another: it is superseded itself."""
    if status != "superseded":
        return []
    return at("superseded_by", "That finding is superseded too. Select the one that replaced it.")


def _objections_to_newer(finding: Any, newer: Any) -> list[str]:
    if newer is None:
        return ["Select the finding that supersedes this one."]
    if newer.pk == finding.pk:
        return ["Select another finding. A finding cannot supersede itself."]
    if newer.withdrawn_at:
        return ["That finding was withdrawn. Select another."]
    if newer.report.published_on < finding.report.published_on:
        return ["Select a finding of the same report or of a later one."]
    return []
