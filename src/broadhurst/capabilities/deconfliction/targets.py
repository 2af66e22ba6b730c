"""What of an OCG is checked: read from its members and identifiers, and put through the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.crypto import salted_hmac

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.engine.keys import keyed_hash
from broadhurst.capabilities.deconfliction.engine.normalise import account, person, phone, vehicle
from broadhurst.capabilities.deconfliction.engine.normalise.invalid import Invalid
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.register.models import Ocg

NORMALISERS: dict[str, Any] = {
    Kind.PERSON: person,
    Kind.PHONE: phone,
    Kind.VEHICLE: vehicle,
    Kind.ACCOUNT: account,
}


@dataclass(frozen=True)
class Target:
    """What is checked: words for its own unit, and the keys by which it is found."""

    kind: str
    label: str
    version: int
    hashes: frozenset[int]


def targets_of(ocg: Ocg) -> tuple[list[Target], list[str]]:
    """The targets of an OCG, and what cannot be checked, each with what is wrong with it."""
    secret = salted_hmac("broadhurst.deconfliction", "keys", algorithm="sha256").digest()
    targets, wrong = [], []
    for kind, label, texts in _written(ocg):
        normaliser, hashes = NORMALISERS[kind], set()
        for text in texts:
            try:
                form = normaliser.normalise(*text)
            except Invalid as invalid:
                wrong.append(f"{text[0]}: {invalid}")
            else:
                hashes.add(keyed_hash(secret, kind, normaliser.VERSION, form))
        if hashes:
            targets.append(Target(kind, label, normaliser.VERSION, frozenset(hashes)))
    return targets, wrong


def _written(ocg: Ocg) -> Iterator[tuple[str, str, list[tuple[Any, ...]]]]:
    """Suspects by each of their names; and what the group uses, unless it is a victim's."""
    suspected = ocg.memberships.filter(category__in=rules.TARGETS).select_related("person")
    for one in (member.person for member in suspected):
        born = f", born {one.born_on.day} {one.born_on:%B %Y}" if one.born_on else ""
        names = [one.name, *one.aliases] if one.born_on else [one.name]
        yield Kind.PERSON, one.name + born, [(name, one.born_on) for name in names]
    theirs = Q(person=None) | Q(person__in=suspected.values("person"))
    for item in ocg.identifiers.filter(theirs):
        yield item.kind, item.value, [(item.value,)]
