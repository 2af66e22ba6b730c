"""Rules for funding lines. Pure: they return the objections as sentences."""

from collections.abc import Collection, Iterable
from datetime import date

from broadhurst.capabilities.funding.rules.cover import WHOLE, most_covered
from broadhurst.foundation.workflow import Move, Workflow, at

WRITERS = ("capability_manager", "chief_officer", "organisation_administrator")
NOT_YOURS = "Only a capability manager, chief officer or administrator of {} can do this."
LONGEST_YEARS = 20

LINE = Workflow(
    "funding line",
    # An end that was recorded in error is put right by confirming the line again.
    Move("confirm", ("indicative", "confirmed", "in_dispute", "ended"), "confirmed", WRITERS),
    Move("dispute", ("indicative", "confirmed"), "in_dispute", WRITERS),
    Move("end", ("indicative", "confirmed", "in_dispute"), "ended", WRITERS),
    Move("edit", ("indicative", "confirmed", "in_dispute"), "", WRITERS),
)


def may_write(roles: Collection[str]) -> bool:
    """Return whether these roles record the funding of their own organisation."""
    return bool(set(WRITERS) & set(roles))


def objections_to_write(
    roles: Collection[str], *, own: int, recipient: int, name: str
) -> list[str]:
    """Say why an actor cannot record the funding of an organisation: role or organisation."""
    if may_write(roles) and own == recipient:
        return []
    return [NOT_YOURS.format(name)]


def objections_to_role(roles: Collection[str]) -> list[str]:
    """Say why an actor cannot record funding in any organisation."""
    return [] if may_write(roles) else [NOT_YOURS.format("the organisation")]


def objections_to_stage(verb: str, status: str) -> list[str]:
    """Say why a line with this status cannot be confirmed, disputed, ended or edited."""
    return LINE.objections(verb, status, WRITERS)


def objections_to_line(*, amount: int, first_day: date, last_day: date) -> list[str]:
    """Say why a line cannot have this amount or period."""
    objections = []
    if amount <= 0:
        objections += at("amount", "Enter an amount of more than £0.")
    if last_day < first_day:
        objections += at("last_day", "Enter a last day that is on or after the first day.")
    elif last_day.year - first_day.year > LONGEST_YEARS:
        objections += at("last_day", f"Enter a period of {LONGEST_YEARS} years or less.")
    return objections


def objections_to_confirmed_on(confirmed_on: date, today: date) -> list[str]:
    """Say why a line cannot be confirmed on this day."""
    if confirmed_on <= today:
        return []
    return at(
        "confirmed_on",
        "Enter the day that the funder confirmed the line. It must be today or earlier.",
    )


def objections_to_end(ended_on: date, last_day: date) -> list[str]:
    """Say why a line cannot end on this day."""
    if ended_on <= last_day:
        return []
    return at("ended_on", "Enter a day on or before the last day of the line, or edit its period.")


def objections_to_shares(posts: Iterable[tuple[str, list[tuple[date, date, int]]]]) -> list[str]:
    """Say which posts would be paid more than 100 per cent on some day.

    Each post has its name, and the first day, last day and share of each line it rests on.
    """
    return [
        f"On some days, lines would pay {most} per cent of the post {name}. "
        "Lower a share, or change the dates, so that it is 100 or less."
        for name, spans in posts
        if (most := most_covered(spans)) > WHOLE
    ]
