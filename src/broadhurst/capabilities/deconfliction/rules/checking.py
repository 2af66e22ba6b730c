"""Who may check, verify and expire, and for how long each holds. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.register.rules import objections_to_work_on

# Policy of this project: one cycle of monthly tasking. No published UK rule gives a number.
FRESH_FOR_DAYS = 28
# Targets stay two years (Chicago HIDTA, Special Order S04-19-04), and are renewed by each check.
ENTRY_LIFE_DAYS = 2 * 365
# Whether a receipt exists is an answer about somebody's work: nobody may try numbers in a row.
VERIFICATIONS_AN_HOUR = 30

# A hit tells another body that somebody is a target. A victim or witness is not one, and is kept
# apart from suspects in every store (ICO on the Gangs Matrix, 2018); "other" are people not
# suspected of anything. An exploited person who is also a suspect is a target still.
TARGETS = ("suspect", "convicted")

CAVEAT = (
    "Only what has been entered here is checked. A target that another unit has not entered, or "
    "has entered with other details or only with common ones, is not found. No hit does not mean "
    "that nobody is interested."
)
REFERRED = "A deconfliction desk reviews possible matches. We’ll notify you if one concerns you."
LONGEST_NOTE = 240
OTHER_KEYS_ENTRIES = (
    "Checks are stopped because this site has the wrong secret key, so they would find nothing. "
    "The person who runs this site must restore the right BROADHURST_SECRET_KEY or the secret-key "
    "file. If that key is lost or was changed on "
    "purpose, run: broadhurst deconfliction key-again --new-secret-key --as broadhurst"
)


def objections_to_check(ocg: Any, parts: Collection[str]) -> list[str]:
    """Those who own an active OCG or lead on it check its targets."""
    return objections_to_work_on(ocg, parts)


def objections_to_secret_key(*, is_another: bool) -> list[str]:
    """Refuse a secret key that differs from the one the entries were keyed with."""
    return [OTHER_KEYS_ENTRIES] if is_another else []


def answer(
    hits: int,
    entries: int,
    referred: int = 0,
    *,
    is_in_part: bool = False,
    is_of_table: bool = False,
) -> str:
    """The answer of a check in words; the caveat goes with it wherever it is given. Of a table
    `hits` are its targets that have one: several may have one and the same.

    Whatever a target is referred for, and whatever a desk has decided by now, the words are the
    same, and they are never "no hit"; nor are they where nothing could be checked. Where something
    was left out there is no hit in part, and no more than that.
    """
    if not (hits or entries or referred):
        return "Nothing was checked"
    one = "target with a hit" if is_of_table else "hit"
    many = "targets with a hit" if is_of_table else "hits"
    said = [f"{hits} {one if hits == 1 else many}"] if hits else []
    if referred:
        said.append(f"{referred} referred to a desk")
    checked = f"{entries} target{'' if entries == 1 else 's'} checked"
    none = "No hit, in part" if is_in_part else "No hit"
    return ", ".join([*(said or [none]), checked])


def caveat(referred: int = 0) -> str:
    """The limits of an answer, with what "referred" means where something was."""
    return f"{REFERRED} {CAVEAT}" if referred else CAVEAT


def as_notes(notes: Iterable[str]) -> list[str]:
    """What was not looked at, each once and no longer than is kept."""
    return [_cut(note) for note in dict.fromkeys(notes)]


def _cut(note: str) -> str:
    """What is too long ends behind a word, unless that word is nearly all of it."""
    if len(note) <= LONGEST_NOTE:
        return note
    kept = note[: LONGEST_NOTE - 1]
    words = kept if note[len(kept)].isspace() else kept.rpartition(" ")[0]
    return f"{(words if len(words) > LONGEST_NOTE // 2 else kept).rstrip()}…"


def is_fresh(made_on: date, day: date) -> bool:
    """Whether a check made on one day still serves a bid or a handover on another."""
    return made_on <= day <= made_on + timedelta(days=FRESH_FOR_DAYS)


def objections_to_move(owner: Any, to: Any) -> list[str]:
    """Entries follow the owner and go nowhere else."""
    if owner.pk == to.pk:
        return []
    return ["Entries belong to the unit that owns the OCG: change its owner first."]


def objections_to_verify(asked_lately: int, *, is_issued: bool) -> list[str]:
    """A receipt is looked up by its whole number, so many times an hour and no more."""
    if asked_lately >= VERIFICATIONS_AN_HOUR:
        return ["You have looked up many receipts in the last hour. Try again later."]
    if not is_issued:
        return ["No receipt has that number. Compare it with what you were given."]
    return []


def objections_to_expire(roles: Collection[str]) -> list[str]:
    """Deleting what is past its expiry is the system's job, or an administrator's."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_key_again(roles: Collection[str]) -> list[str]:
    """So is keying all entries by other rules."""
    return objections_to_expire(roles)


def objections_to_count_names(roles: Collection[str]) -> list[str]:
    """So is counting of what all entries hold."""
    return objections_to_expire(roles)


def objections_to_load_postcodes(roles: Collection[str]) -> list[str]:
    """Loading postcodes is for administrators too."""
    return objections_to_expire(roles)
