"""Names that stand for one another: spellings, short forms, and forms in other languages."""

from functools import cache, lru_cache

from broadhurst_linkage.names.parse import tokens
from broadhurst_linkage.names.tables import sections

GIVEN = "given"  # The section of forms of one given name; "spelling" is the other.
KNOWN = "known"  # Names that are no forms of one another.


@cache
def table() -> dict[str, list[tuple[str, str]]]:
    """Name to its groups, in order: the one each is compared by, and the kind of group."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, lines in sections("variants.txt").items():
        for head, *others in _groups(kind, lines):
            for name in dict.fromkeys([head, *map(_in_latin, others)]):
                found.setdefault(name, []).append((head, kind))
    return found


def _groups(kind: str, lines: list[list[str]]) -> list[list[str]]:
    """A group a line; names that are only known stand alone."""
    return [[name] for line in lines for name in line] if kind == KNOWN else lines


def _in_latin(name: str) -> str:
    """A name of the table, that may be in any script, as it is read from a text."""
    return name if name.isascii() else "".join(tokens(name))


@lru_cache(maxsize=65536)
def canonical(token: str) -> str:
    """The name that a name is compared by: mohammed for muhammad, william for bill; else itself."""
    seen = {token}
    while groups := table().get(token):
        head = groups[0][0]
        if head in seen:
            return head
        seen.add(head)
        token = head
    return token


def canonicals(token: str) -> tuple[str, ...]:
    """Every name it may stand for ("alex": alexander), itself alone if it is in no group."""
    return tuple(dict.fromkeys(head for head, _ in table().get(token, []))) or (token,)
