"""Rules of lists: what may be downloaded at once, and saved filters."""

from collections.abc import Collection

MOST_ROWS = 100_000  # of a download
MOST_SAVED = 50  # for an officer, of one list
LONGEST_QUERY = 500  # characters of a saved query string
# The roles that run the work of a unit. The policy of saved filters has them too.
MANAGERS = frozenset(
    {"coordinator", "chair", "capability_manager", "handover", "safeguarding", "desk"}
)


def objections_to_download(rows: int) -> list[str]:
    """Return why a list is not downloaded. `rows` is at most one more than allowed."""
    if rows > MOST_ROWS:
        return [f"A download has {MOST_ROWS:,} rows at most. Filter the list, then try again."]
    return []


def objections_to_save(
    name: str, taken: Collection[str], *, is_shared: bool, has_unit: bool, query: str = ""
) -> list[str]:
    """Return why a filter is not saved. `taken` are the names of the filters beside it."""
    objections = []
    if is_shared and not has_unit:
        objections.append("An administrator cannot share a filter. Save it for yourself.")
    if name.casefold() in {taken_name.casefold() for taken_name in taken}:
        objections.append(f"There is a filter “{name}” for this list. Choose another name.")
    if len(query) > LONGEST_QUERY:
        objections.append("These filters are too long to save. Shorten a text.")
    if len(taken) >= MOST_SAVED:
        objections.append(f"A list has {MOST_SAVED} saved filters at most. Delete one first.")
    return objections


def objections_to_delete(*, is_own: bool, is_left: bool) -> list[str]:
    """Return why a saved filter is not deleted.

    It `is_left` to a manager if the officer who shared it has no posting in the unit any more.
    """
    if is_own or is_left:
        return []
    return [
        "Only the officer who saved this filter can delete it. Once they leave the unit, a manager "
        "of the unit or an OCG coordinator can."
    ]
