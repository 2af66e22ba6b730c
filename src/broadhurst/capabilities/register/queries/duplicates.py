"""Likely duplicates that the reader may see, of an OCG or of a person of one OCG.

Every query is behind the wall, so a record that the reader cannot see is neither named nor counted.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Func, Q, Value
from numpy.typing import NDArray

from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries.archiving import entered_in_error
from broadhurst.capabilities.register.rules.duplicates import (
    LEAST_LIKE,
    Likely,
    are_numbered_apart,
    why_ocgs_are_alike,
)
from broadhurst.foundation.govuk.words import in_sentence, joined
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.normalise.person import fold
from broadhurst_linkage.records import Record

MOST = 5
OPERATION = r"^(operation|op)\s+"  # says nothing about which one
PEOPLE_OF_AN_OCG = 40  # people among whom two records of one person are looked for
LEAST_LIKELY = 0.5
FIRST = "First name"  # the comparison, as the matching package calls it
ALIKE = {"the same": "the same {}", "a form of the same name": "another form of the {}"}


def likely_ocgs(new: Any, but: int = 0) -> list[Likely]:
    """Return the OCGs that may be the one being entered, the most alike first.

    `new` has a name, a national reference and a place.
    """
    ref, place = new.national_ref.strip(), new.place.strip()
    like = Q(likeness__gte=LEAST_LIKE)
    if ref:
        like |= Q(national_ref__iexact=ref)
    if place:
        like |= Q(place__iexact=place)
    own_name = Func("name", Value(OPERATION), Value(""), Value("i"), function="regexp_replace")
    alike = TrigramSimilarity(own_name, re.sub(OPERATION, "", new.name, flags=re.IGNORECASE))
    rows = Ocg.objects.annotate(likeness=alike).filter(like)
    duplicates = []
    for ocg in (
        rows.exclude(pk=but)
        .exclude(state=Ocg.State.MERGED)
        .exclude(entered_in_error())
        .order_by("-likeness", "pk")[: MOST * 4]
    ):
        why = why_ocgs_are_alike(
            new,
            ocg,
            likeness=ocg.likeness,
            is_same_ref=bool(ref) and fold(ref) == fold(ocg.national_ref),
            is_same_place=bool(place) and fold(place) == fold(ocg.place),
        )
        if why:
            duplicates.append(Likely(ocg, ocg.ref, ocg.name, why))
    return duplicates[:MOST]


def likely_people(
    ocg: Ocg,
    names: Sequence[str],
    *,
    born_on: date | None = None,
    sex: str = "",
    but: int = 0,
) -> list[Likely]:
    """Return the people of an OCG who may be the person being entered, the likeliest first."""
    matcher = Matcher.default().within(PEOPLE_OF_AN_OCG)
    new = list(_rows(matcher, names, born_on, sex))
    duplicates = []
    members = Membership.objects.filter(ocg=ocg).exclude(person=but).select_related("person", "ocg")
    for member in members:
        person = member.person
        both = (names, (person.name, *person.aliases))
        if all(are_numbered_apart(word, other) for word in both[0] for other in both[1]):
            continue
        is_same_name = bool(set(map(fold, both[0])) & set(map(fold, both[1])))
        is_another_day = born_on and person.born_on and born_on != person.born_on
        held = list(_rows(matcher, both[1], person.born_on, person.sex))
        best = max(
            (matcher.explain(word, other) for word in new for other in held),
            key=lambda reasons: float(reasons["weight"]),
        )
        is_likely = best["probability"] >= LEAST_LIKELY and not _have_other_first_names(best)
        if is_likely or (is_same_name and not is_another_day):
            likely = Likely(member, person.ref, person.name, _why(best, is_same_name=is_same_name))
            duplicates.append((best["weight"], likely))
    duplicates.sort(key=lambda duplicate: -duplicate[0])
    return [likely for _, likely in duplicates[:MOST]]


def _rows(
    matcher: Matcher, names: Sequence[str], born_on: date | None, sex: str
) -> Iterator[NDArray[np.uint64]]:
    for name in names:
        fields = {"born": str(born_on or ""), "sex": sex}
        for record in Record.readings_of(name, **fields):
            yield matcher.row(record)


def _have_other_first_names(reasons: dict[str, Any]) -> bool:
    """Return whether first names differ, as those of twins do."""
    return any(bar["name"] == FIRST and bar["weight"] < 0 for bar in reasons["bars"])


def _why(reasons: dict[str, Any], *, is_same_name: bool) -> str:
    """Return what makes two people look alike, in the words of the matching package."""
    alike = ["the same name"] if is_same_name else []
    for bar in reasons["bars"]:
        name, words = in_sentence(bar["name"]), bar["words"]
        if bar["weight"] <= 0 or ": how rare" in name or (is_same_name and "name" in name):
            continue
        alike.append(_in_sentence(name, words))
    return joined(alike)


def _in_sentence(name: str, words: str) -> str:
    if words in ALIKE:
        return ALIKE[words].format(name)
    return words if words.startswith("the same ") else f"a {name} {words}"
