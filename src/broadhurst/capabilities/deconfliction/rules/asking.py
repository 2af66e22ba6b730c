"""How much one officer may ask, and what looks like fishing: hit or no hit is an oracle. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from broadhurst.capabilities.register.rules import objections_to_text

# Policy of this project, as is every number here. Sixty targets are more than an officer types in
# an hour; bulk checks have limits of their own. Of OCGs only what an officer asks for is counted,
# never what a bid or a handover checks by itself; and what they add to one, since each is checked:
# otherwise an OCG of one's own would be a way round the limit.
TARGETS_AN_HOUR, TARGETS_A_DAY = 60, 240
OCGS_AN_HOUR, OCGS_A_DAY = 60, 240
ADDED_AN_HOUR, ADDED_A_DAY = 120, 480
ASKING_ROLES = ("investigator", "coordinator", "desk")
# An answer that many units would be told of is no answer: beyond it the desk is told, once.
OVER_MATCHING = 10

FISHING_WINDOW = timedelta(days=1)
NO_MATTER_AT_LEAST = 15
SHORTEST_MATTER = 4  # letters and digits: nobody finds an operation by fewer
NO_MATTER_SHARE = 0.5
VARIANTS_AT_LEAST = 5
WITHDRAWN_AT_LEAST = 5
WITHDRAWN_WITHIN = timedelta(hours=1)
# Whoever leads on it, or keeps its register, adds to it.
FOR_ITS_OWNER = (
    "Another unit owns this OCG. Add the target to the OCG to check it for its owner, or check it "
    "for your own unit without an OCG."
)
# Whoever asks again whether something is still referred learns whether a desk still keeps it.
REFERRED_AT_LEAST = 5
LIMIT_HIT_AT_LEAST = 3
# Of every so many checks one is followed by a look at the officer's whole day.
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
# The same whatever was asked.
TOO_MANY = "You have checked as many as an officer may in"
LATER = "Try again later."
TOO_MANY_TARGETS = "Check the rest from their OCG or as a bulk check, or try again later."


@dataclass(frozen=True)
class Asked:
    """What an officer asked in a day: checks of single targets, and what became of them."""

    this_hour: int = 0
    checks: int = 0
    no_matter: int = 0
    variants: int = 0
    withdrawn: int = 0
    referred: int = 0
    stopped: int = 0

    def with_one_more(self, matter: str, variants: int, *, is_referred: bool) -> "Asked":
        """With the check that is being made."""
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
        """Whether it is time to look at the whole day."""
        return self.checks % LOOKED_AT_EVERY == 0


def is_a_matter(text: str) -> bool:
    """Whether a text is long enough to refer to an OCG, an operation or a matter."""
    return sum(map(str.isalnum, text)) >= SHORTEST_MATTER


def looks_like_fishing(asked: Asked) -> list[str]:
    """Which of the rules (`WORDS`) a day's questions break. It accuses nobody: a desk looks."""
    found = {
        "no_matter": asked.no_matter >= NO_MATTER_AT_LEAST
        and asked.no_matter >= NO_MATTER_SHARE * asked.checks,
        "variants": asked.variants >= VARIANTS_AT_LEAST,
        "withdrawn": asked.withdrawn >= WITHDRAWN_AT_LEAST,
        "referred": asked.referred >= REFERRED_AT_LEAST,
        "limit": asked.stopped >= LIMIT_HIT_AT_LEAST,
    }
    return [rule for rule, broken in found.items() if broken]


def objections_to_rate(
    this_hour: int, this_day: int, an_hour: int, a_day: int, instead: str = LATER
) -> list[str]:
    """How many an officer may ask for, whatever the answers and whichever the door."""
    if this_hour >= an_hour:
        return [f"{TOO_MANY} an hour, {an_hour}. {instead}"]
    if this_day >= a_day:
        return [f"{TOO_MANY} a day, {a_day}. {instead}"]
    return []


def objections_to_asking(roles: Collection[str]) -> list[str]:
    """Who may ask at all, and keep what was asked."""
    if set(roles) & set(ASKING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]


def objections_to_check_target(
    roles: Collection[str],
    asked: Asked,
    *,
    is_theirs: bool,
    is_silent: bool,
    because: str,
    has_desk: bool,
) -> list[str]:
    """Who may check a target that is typed in, for whom, how many, and who may stay silent."""
    objections = objections_to_text(because) + objections_to_asking(roles)
    if not is_theirs:
        objections.append(FOR_ITS_OWNER)
    objections += objections_to_rate(
        asked.this_hour, asked.checks, TARGETS_AN_HOUR, TARGETS_A_DAY, TOO_MANY_TARGETS
    )
    if is_silent:
        objections += _objections_to_silence(roles, because, has_desk=has_desk)
    return objections


def _objections_to_silence(roles: Collection[str], because: str, *, has_desk: bool) -> list[str]:
    objections = []
    if "desk" not in roles:
        objections.append("Only the deconfliction desk can make a silent entry.")
    if not because.strip():
        objections.append("Enter why the entry must be silent.")
    if not has_desk:
        objections.append("Your organisation has no deconfliction desk to receive its hits.")
    return objections


def objections_to_answer_flag(
    roles: Collection[str], flag: Any, officer: Any, answer: str
) -> list[str]:
    """A flag is answered once, in words, by the desk or an auditor, never by whom it is about."""
    objections = objections_to_text(answer)
    if not {"desk", "auditor"} & set(roles):
        objections.append("Only the deconfliction desk or an auditor can do this.")
    if flag.officer_id == officer.pk:
        objections.append("The flag is about you, so somebody else must answer it.")
    if flag.answered_at is not None:
        objections.append("This flag was answered already.")
    if not answer.strip():
        objections.append("Enter what you found.")
    return objections


def objections_to_change_entry(roles: Collection[str]) -> list[str]:
    """A unit's own investigators, coordinators and desk withdraw and renew its entries."""
    return objections_to_asking(roles)
