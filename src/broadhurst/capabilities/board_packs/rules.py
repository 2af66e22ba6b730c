"""Rules of board packs: who makes one, what it needs, and which days it is about. Pure."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from broadhurst.foundation.workflow import at

MAKERS = ("chief_officer", "chair", "policing_body")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST_RECORDS = 20


def objections_to_make(roles: Collection[str]) -> list[str]:
    """Refuse everyone but chief officers, chairs and the policing body."""
    if set(MAKERS) & set(roles):
        return []
    return [
        "Only a chief officer, the chair of a board or an officer of a policing body can make "
        "board packs. Ask one of them."
    ]


def objections_to_content(
    *,
    name: str,
    names: Collection[str],
    figures: Sequence[str],
    records: Sequence[str],
    hidden: Sequence[str],
    is_scope_allowed: bool,
) -> list[str]:
    """Refuse a repeated name, an empty pack, and records that its maker cannot see."""
    objections = []
    if name.casefold() in {taken_name.casefold() for taken_name in names}:
        objections += at(
            "name", "You already have a board pack with this name. Enter another name."
        )
    if not (figures or records):
        objections += at("figures", "Select at least one figure, or enter a record.")
    if not is_scope_allowed:
        objections += at("scope", "Choose whose records to count from the list.")
    return objections + at(
        "records",
        [
            f"You cannot see an OCG, plan, bid or transfer with the reference “{ref}”. Check it."
            for ref in hidden
        ],
    )


def objections_to_change(*, is_removed: bool) -> list[str]:
    """Refuse to change or remove a pack that was removed."""
    return ["This board pack was removed. Make a new one."] if is_removed else []


def objections_to_tell(*, is_due: bool) -> list[str]:
    """Refuse to notify the officer who made a pack, if it is not due again this month."""
    return (
        []
        if is_due
        else ["The officer who made this board pack has already been notified this month."]
    )


def first_of_month(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def period_until(period: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of whole months that ended before today's month."""
    return _months_until(first_of_month(today), MONTHS[period])


def period_before(period: str, since: date) -> tuple[date, date]:
    """Return the period of the same length that ended the day before another."""
    return _months_until(since, MONTHS[period])


def _months_until(first: date, months: int) -> tuple[date, date]:
    """Return the whole months before the first day of a month."""
    years, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return date(years, month + 1, 1), first - timedelta(days=1)
