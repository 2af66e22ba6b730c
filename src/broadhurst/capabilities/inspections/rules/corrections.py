"""Rules for correcting, removing and withdrawing what was recorded.

A record that nothing depends on is removed. If something depends on it, it is withdrawn: it stays
readable with the reason, and needs no answer. Statuses and updates are never changed. A new row
corrects them.
"""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.rules.statuses import (
    objections_to_actor,
    objections_to_closed,
    words,
)
from broadhurst.foundation.workflow import at

CAUSES = ("cause_of_concern", "accelerated_cause_of_concern")
GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")


def objections_to_correct(roles: Collection[str], *, is_concerned: bool) -> list[str]:
    """Say why an actor cannot correct a report that does not concern them."""
    if is_concerned or "administrator" in roles:
        return []
    return [
        "Only an organisation that this report addresses, or its policing body, can "
        "correct it. The officer who recorded a report can correct its details. Ask one of them."
    ]


def objections_to_edit_row(roles: Collection[str], row: Any) -> list[str]:
    """Say why a report or a finding cannot be corrected, whatever is changed on it."""
    objections = objections_to_record(roles)
    if row.withdrawn_at:
        objections.append("This record was withdrawn, so it cannot be corrected. Record it again.")
    return objections


def objections_to_edit(
    roles: Collection[str], row: Any, *, is_changed: bool, because: str
) -> list[str]:
    """Say why this correction of a report or a finding is refused."""
    objections = objections_to_edit_row(roles, row)
    if not is_changed:
        objections.append("You have not changed anything. Change at least one answer, or go back.")
    return objections + objections_to_reason(because)


def objections_to_reason(because: str) -> list[str]:
    """Say that a correction, a removal or a withdrawal needs a reason."""
    return [] if because.strip() else at("because", "Enter a reason.")


def objections_to_kind(kind: str, *, has_children: bool) -> list[str]:
    """Say why a finding cannot have this kind: recommendations are recorded under it."""
    if not has_children or kind in CAUSES:
        return []
    return at("kind", "Recommendations are recorded under this cause of concern. Move them first.")


def objections_to_grade_report(roles: Collection[str], report: Any) -> list[str]:
    """Say why a report cannot have grades."""
    objections = objections_to_record(roles)
    if report.withdrawn_at:
        objections.append("This report was withdrawn, so it has no grades.")
    return objections


def objections_to_grade(
    roles: Collection[str], report: Any, *, was: str, now: str, because: str
) -> list[str]:
    """Say why a grade cannot be recorded. Changing a grade needs a reason."""
    objections = objections_to_grade_report(roles, report)
    if was == now:
        objections += at("grade", "This grade is already recorded." if now else "Select a grade.")
    elif was and not because.strip():
        objections += at("because", f"The grade recorded is “{was}”. To change it, enter a reason.")
    return objections


def objections_to_remove(
    roles: Collection[str], noun: str, dependents: Collection[str]
) -> list[str]:
    """Say why a report or a finding cannot be removed.

    The objection names what depends on it.
    """
    objections = objections_to_record(roles)
    if dependents:
        objections.append(
            f"This {noun} cannot be removed, because it has {' and '.join(dependents)}. "
            "Withdraw it instead."
        )
    return objections


def objections_to_withdraw(roles: Collection[str], row: Any) -> list[str]:
    """Say why a report or a finding cannot be withdrawn."""
    objections = objections_to_record(roles)
    if row.withdrawn_at:
        objections.append("This record has already been withdrawn.")
    return objections


def objections_to_correct_last(last: Any) -> list[str]:
    """Say why an organisation has no status to correct. `last` is its latest one."""
    return [] if last else ["No status is recorded yet. Set the status instead."]


def objections_to_correct_our_status(
    actor: Any, agency: Any, last: Any, *, to: str, theirs: str, because: str
) -> list[str]:
    """Say why an organisation cannot correct its own status.

    It can be closed only after the inspectorate closed the finding.
    """
    objections = objections_to_actor(actor, agency) + objections_to_correct_last(last)
    if last is not None and last.status == to:
        objections.append(f"The status is “{words(to)}” already. Select another status.")
    return objections + objections_to_closed(to, theirs) + objections_to_reason(because)


def objections_to_correct_act(
    roles: Collection[str], act: Any, *, is_corrected: bool, because: str
) -> list[str]:
    """Say why an update cannot be corrected or withdrawn.

    This is possible once, with a reason.
    """
    objections = objections_to_record(roles)
    if is_corrected or act.is_withdrawal:
        objections.append(
            "This update was already corrected or withdrawn. Look at the list of updates."
        )
    return objections + objections_to_reason(because)
