"""Limits on an officer's checks, and signs of fishing. Pure.

Every answer, hit or no hit, reveals something about other units' work.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# Every number here is a policy of this project. Sixty targets are more than an officer types in an
# hour. Bulk checks have limits of their own. A check of an OCG counts only if an officer asks for
# it, not if a bid or a handover runs it. Items added to an OCG count, because each is checked:
# otherwise an officer could use an OCG to avoid the limit.
TARGETS_AN_HOUR, TARGETS_A_DAY = 60, 240
OCGS_AN_HOUR, OCGS_A_DAY = 60, 240
ADDED_AN_HOUR, ADDED_A_DAY = 120, 480
CHECKING_ROLES = ("investigator", "coordinator", "desk")
# A value that more units than this share means nothing. The desk is notified instead, once.
OVER_MATCHING = 10

FISHING_WINDOW = timedelta(days=1)
NO_MATTER_AT_LEAST = 15
SHORTEST_MATTER = 4  # letters and digits: fewer do not identify an operation
NO_MATTER_SHARE = 0.5
VARIANTS_AT_LEAST = 5
WITHDRAWN_AT_LEAST = 5
WITHDRAWN_WITHIN = timedelta(hours=1)
# Officers who lead on the OCG or keep its register can add to it.
FOR_ITS_OWNER = (
    "Another unit owns this OCG. Add the target to the OCG to check it for its owner, or check it "
    "for your own unit without an OCG."
)
# An officer who checks a referred target again learns whether a desk is still reviewing it.
REFERRED_AT_LEAST = 5
LIMIT_HIT_AT_LEAST = 3
# How often the officer's whole day is examined, in checks.
LOOKED_AT_EVERY = 5

WORDS = {
    "no_matter": "Many checks without an OCG or a matter",
    "variants": "Many checks of nearly the same target",
    "withdrawn": "Many entries withdrawn soon after they were made",
    "referred": "Many checks that a desk was to answer",
    "runs": "Many identifiers that follow each other",
    "rows": "Very many rows for one purpose",
    "moved": "One planned event moved again and again",
    "many_events": "Very many events planned or changed",
    "wide": "Many events that reach far or last long",
    "cancelled": "Many events cancelled soon after they were planned",
    "limit": "Stopped by the hourly limit again and again",
}
# All limits use these words, and the log is searched for them.
TOO_MANY = "You have reached the limit of"
LATER = "Try again later."
TOO_MANY_TARGETS = "Check the rest from their OCG or as a bulk check, or try again later."


@dataclass(frozen=True)
class RecentUse:
    """Counts of an officer's checks of single targets in a day, and of their results."""

    this_hour: int = 0
    checks: int = 0
    no_matter: int = 0
    variants: int = 0
    withdrawn: int = 0
    referred: int = 0
    stopped: int = 0

    def with_one_more(self, matter: str, variants: int, *, is_referred: bool) -> "RecentUse":
        """Return the counts, with the check in progress added."""
        return replace(
            self,
            this_hour=self.this_hour + 1,
            checks=self.checks + 1,
            no_matter=self.no_matter + (not is_a_matter(matter)),
            variants=variants,
            referred=self.referred + is_referred,
        )

    @property
    def is_looked_at(self) -> bool:
        """Whether it is time to examine the whole day."""
        return self.checks % LOOKED_AT_EVERY == 0


def is_a_matter(text: str) -> bool:
    """Return whether a text is long enough to refer to an OCG, operation or matter."""
    return sum(map(str.isalnum, text)) >= SHORTEST_MATTER


def looks_like_fishing(use: RecentUse) -> list[str]:
    """Return the rules in `WORDS` that a day's checks break.

    It accuses nobody: a desk looks at each flag.
    """
    checks = {
        "no_matter": use.no_matter >= NO_MATTER_AT_LEAST
        and use.no_matter >= NO_MATTER_SHARE * use.checks,
        "variants": use.variants >= VARIANTS_AT_LEAST,
        "withdrawn": use.withdrawn >= WITHDRAWN_AT_LEAST,
        "referred": use.referred >= REFERRED_AT_LEAST,
        "limit": use.stopped >= LIMIT_HIT_AT_LEAST,
    }
    return [rule for rule, broken in checks.items() if broken]


def objections_to_rate(
    this_hour: int, this_day: int, an_hour: int, a_day: int, instead: str = LATER
) -> list[str]:
    """Limit how much an officer may check, whatever the answers and however they ask."""
    if this_hour >= an_hour:
        return [f"{TOO_MANY} {an_hour} in an hour. {instead}"]
    if this_day >= a_day:
        return [f"{TOO_MANY} {a_day} in a day. {instead}"]
    return []


def objections_to_checker(roles: Collection[str]) -> list[str]:
    """Check the roles that may make checks and manage entries."""
    if set(roles) & set(CHECKING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]


def objections_to_check_target(
    roles: Collection[str],
    use: RecentUse,
    *,
    is_theirs: bool,
    is_silent: bool,
    because: str,
    has_desk: bool,
) -> list[str]:
    """Check who may check a typed-in target, for which unit, and how many.

    A silent entry also needs the desk role, a reason, and a desk that receives its hits.
    """
    objections = objections_to_text(because) + objections_to_checker(roles)
    if not is_theirs:
        objections.append(FOR_ITS_OWNER)
    objections += objections_to_rate(
        use.this_hour, use.checks, TARGETS_AN_HOUR, TARGETS_A_DAY, TOO_MANY_TARGETS
    )
    if is_silent:
        objections += _objections_to_silence(roles, because, has_desk=has_desk)
    return objections


def _objections_to_silence(roles: Collection[str], because: str, *, has_desk: bool) -> list[str]:
    objections = []
    if "desk" not in roles:
        objections.append("Only the deconfliction desk can make a silent entry.")
    if not because.strip():
        objections += at("because", "Enter why the entry must be silent.")
    if not has_desk:
        objections.append("Your organisation has no deconfliction desk to receive its hits.")
    return objections


def objections_to_flag(roles: Collection[str], flag: Any, officer: Any) -> list[str]:
    """A desk or auditor answers a flag once, never one on themselves."""
    objections = []
    if not {"desk", "auditor"} & set(roles):
        objections.append("Only the deconfliction desk or an auditor can do this.")
    if flag.officer_id == officer.pk:
        objections.append("The flag is about you, so somebody else must answer it.")
    if flag.answered_at is not None:
        objections.append("This flag has already been answered.")
    return objections


def objections_to_answer_flag(
    roles: Collection[str], flag: Any, officer: Any, answer: str
) -> list[str]:
    """A desk or auditor answers a flag once, in words, never one on themselves."""
    objections = objections_to_text(answer) + objections_to_flag(roles, flag, officer)
    if not answer.strip():
        objections += at("answer", "Enter what you found.")
    return objections


def objections_to_change_entry(roles: Collection[str]) -> list[str]:
    """The unit's own investigators, coordinators and desk withdraw and renew entries."""
    return objections_to_checker(roles)
