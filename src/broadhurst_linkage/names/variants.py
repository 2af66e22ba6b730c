"""Variants of a name: spellings, short forms, and forms in other languages."""

import re
from functools import cache, lru_cache

from broadhurst_linkage.names.parse import tokens
from broadhurst_linkage.names.tables import sections
from broadhurst_linkage.normalise.person import fold

GIVEN = "given"  # The section of forms of one given name. The other section of forms is "spelling".
MAC = re.compile("^mac(?=[a-z]{4})")  # MacFinlaggan and McFinlaggan
KNOWN = "known"  # The section of names that are not variants of each other.


@cache
def table() -> dict[str, list[tuple[str, str]]]:
    """Return each name's groups in order: the canonical name and the kind."""
    groups_of: dict[str, list[tuple[str, str]]] = {}
    for kind, lines in sections("variants.txt").items():
        for head, *others in _groups(kind, lines):
            for name in dict.fromkeys([head, *map(_in_latin, others)]):
                groups_of.setdefault(name, []).append((head, kind))
    return groups_of


def _groups(kind: str, lines: list[list[str]]) -> list[list[str]]:
    """Return one group for each line, or one for each name that is only known."""
    return [[name] for line in lines for name in line] if kind == KNOWN else lines


def _in_latin(name: str) -> str:
    """Return a name of the table, in any script, as `tokens` reads it."""
    return name if name.isascii() else "".join(tokens(name))


@lru_cache(maxsize=65536)
def canonical(token: str) -> str:
    """Return the canonical name: mohammed for muhammad, william for bill."""
    if token not in table():
        return MAC.sub("mc", token)
    seen = {token}
    while groups := table().get(token):
        head = groups[0][0]
        if head in seen:
            return head
        seen.add(head)
        token = head
    return token


def canonicals(token: str) -> tuple[str, ...]:
    """Return every canonical name of a token ("alex": alexander), or the token itself."""
    return tuple(dict.fromkeys(head for head, _ in table().get(token, []))) or (token,)


@cache
def _as_written() -> dict[str, list[str]]:
    """Return every name of each canonical name's groups, folded, in the script of the table."""
    written: dict[str, list[str]] = {}
    for kind, lines in sections("variants.txt").items():
        for group in _groups(kind, lines):
            written.setdefault(group[0], []).extend(map(fold, group))
    return written


def forms(token: str) -> tuple[str, ...]:
    """Return all names of a token's groups, in any script: bill, will, wilhelm for william.

    A token that the table does not have is its only form.
    """
    names = [name for head, _ in table().get(token, []) for name in _as_written()[head]]
    return tuple(dict.fromkeys([token, *names]))
