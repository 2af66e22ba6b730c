"""How common names are among the entries: counted now and then, and asked of those that are met.

For the matcher alone, past the wall: `count_names` in `keeping` says why. Decision 0022.
"""

from datetime import datetime

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine import rows as row_words
from broadhurst.capabilities.deconfliction.engine.counted import (
    COMMON,
    LEAST,
    Common,
    names_of,
    steps_of,
)
from broadhurst.capabilities.deconfliction.models import CommonName
from broadhurst.foundation.sending import Sent
from broadhurst.foundation.statements import array, send

COUNTS = 0x6E616D6573  # held by whoever counts, until its counts are put down
# Names as they stand in the rows, each once of an entry, which has a row for each way of reading
# it; how many entries have each, and have any; and how rare it is in the population.
COUNT = """
SELECT word, many, known, rare FROM (
    SELECT n.word, count(*) AS many, sum(count(*)) OVER () AS known, min(n.rare) AS rare
    FROM deconfliction_entry e CROSS JOIN LATERAL (
        SELECT DISTINCT substr(r, %(begins)s, %(long)s) AS word, get_byte(r, %(rarity)s) AS rare
        FROM unnest(e.rows) AS r) n
    WHERE e.expires_at > %(now)s AND e.version = %(version)s
      AND n.word <> decode(repeat('00', %(long)s), 'hex')
    GROUP BY n.word) counted
WHERE many >= %(common)s AND known >= %(least)s
"""
FOUND = """
SELECT c.of_name, c.word, c.steps
FROM unnest(%s::smallint[], %s::bigint[]) AS n(of_name, word)
JOIN deconfliction_commonname c ON c.of_name = n.of_name AND c.word = n.word
"""
BYTES = 8  # a word of a row
HALF = 4  # of it a skeleton is, the higher


def count(now: datetime) -> list[CommonName]:
    """The names of which the entries have more than the population would; one counts at a time."""
    found: list[CommonName] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTS])
        for of_name, (name, word) in enumerate(row_words.FREQUENT.items()):
            from_ = HALF if name.endswith("_skeleton") else 0
            cursor.execute(
                COUNT,
                {
                    "begins": 1 + BYTES * word + from_, "long": BYTES - from_,
                    "rarity": BYTES * row_words.TOWN + row_words.RARITIES[name] // BYTES,
                    "now": now, "version": row_words.VERSION, "common": COMMON, "least": LEAST,
                },
            )  # fmt: skip
            for text, many, known, rare in cursor.fetchall():
                steps = int(steps_of(np.array([many]), int(known))[0])
                if steps < rare:
                    number = int.from_bytes(text, "little")
                    found.append(CommonName(of_name=of_name, word=number, steps=steps))
    return found


def ask(rows: NDArray[np.uint64]) -> Sent:
    """Ask which names of some rows are common in the store."""
    names = names_of(rows)
    return send(FOUND, [array(of for of, _ in names), array(word for _, word in names)])


def found(asked: Sent) -> Common:
    """The names that were found to be common."""
    return Common({(of, word): steps for of, word, steps in asked.rows()})
