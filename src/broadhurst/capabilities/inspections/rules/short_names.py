"""Short names that are made for findings without one."""

from collections.abc import Collection

LONGEST = 50


def short_name_of(report_key: str, kind: str, number: str, taken: Collection[str]) -> str:
    """Return a short name for a finding that no other has, like rocu-2021-1.

    Without a number, the name ends in the initials of the kind: rocu-2021-coc.
    """
    letters = "".join(word[0] for word in kind.split("_") if word)
    typed = "".join(char if char.isascii() and char.isalnum() else "-" for char in number.lower())
    ending = "-".join(filter(None, typed.split("-"))) or letters or "finding"
    base = f"{report_key[: LONGEST - len(ending) - 6]}-{ending}"
    place, name = 2, base
    while name in taken:
        place, name = place + 1, f"{base}-{place}"
    return name
