"""What nomenklatura's logic-v2 makes of the people of `scripts.py`.

It imports nothing of Broadhurst. It reads the groups as JSON, and prints for each group the best
scores of those on the list and of the others. Comparing everybody takes hours, so it compares each
person with the NEAREST people of the list by letters, and with the person's own entry.
"""

import json
import sys

import numpy as np
from followthemoney import EntityProxy, model
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig
from rapidfuzz import fuzz, process
from rigour.text import ascii_text

NEAREST = 40
LOGIC, CONFIG = get_algorithm("logic-v2"), ScoringConfig.defaults()
Named = tuple[str, str]


def entity(person: Named) -> EntityProxy:
    """Return a person as nomenklatura compares it."""
    name, born = person
    known = {"name": [name], **({"birthDate": [born]} if born else {})}
    return model.get_proxy({"id": f"{name} {born}", "schema": "Person", "properties": known})


def best(people: list[Named], listed: list[Named], own: list[int | None]) -> list[float]:
    """Return the best score of each person."""
    texts = [[(ascii_text(name) or "").lower() for name, _ in each] for each in (people, listed)]
    alike = process.cdist(*texts, scorer=fuzz.token_sort_ratio)
    entries = list(map(entity, listed))
    scores = []
    for number, person in enumerate(people):
        near = set(np.argsort(-alike[number])[:NEAREST].tolist())
        near |= {own[number]} if own[number] is not None else set()
        asked = entity(person)
        scores.append(max(LOGIC.compare(asked, entries[at], CONFIG).score for at in near))
    return scores


def main() -> None:
    """Print the scores of each group."""
    answers = []
    for group in json.load(sys.stdin):
        own = group["own"]
        answers.append([
            best(group["known"], group["listed"], own),
            best(group["strangers"], group["listed"], [None] * len(group["strangers"])),
        ])  # fmt: skip
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
