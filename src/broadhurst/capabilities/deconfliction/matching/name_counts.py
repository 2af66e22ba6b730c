"""Count how common names are among the entries.

Only the matcher uses this. It bypasses row-level security: see `count_names` in
`entry_lifecycle`. Decision 0022 gives the reasons.
"""

from datetime import datetime

import numpy as np
from django.db import connection

from broadhurst.capabilities.deconfliction.models import CommonName
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.scoring.frequencies import (
    COMMON,
    LEAST,
    UNITS,
    steps_of,
)

COUNTS = 0x6E616D6573  # the lock that a count holds until its result is saved
# Count the people with each name, and return how rare the name is in the population. Two people
# differ by their other name and year of birth. A person that many units follow counts once, and so
# does an entry with several rows. The unit with the most people of a name is left out, so that no
# unit makes a name common by itself. Silent entries are left out too, because a count with one and
# a count without it would reveal it.
COUNT = """
WITH named AS MATERIALIZED (
    SELECT e.id, e.unit_id, substr(r, %(begins)s, %(long)s) AS word,
           substr(r, %(other)s, 8) || substr(r, %(year)s, 2) AS person,
           get_byte(r, %(rarity)s) AS rare
    FROM deconfliction_entry e, unnest(e.feature_vectors) AS r
    WHERE e.expires_at > %(now)s AND NOT e.is_silent AND e.version = %(version)s
      AND octet_length(r) = %(length)s
      AND substr(r, %(begins)s, %(long)s) <> decode(repeat('00', %(long)s), 'hex')
), of_all AS (
    SELECT word, least(count(DISTINCT id), count(DISTINCT person)) AS people, min(rare) AS rare
    FROM named GROUP BY word HAVING count(*) >= %(common)s
), of_units AS (
    SELECT word, count(*) AS units, sum(people) - max(people) AS people
    FROM (SELECT word, unit_id, count(DISTINCT person) AS people
          FROM named WHERE word IN (SELECT word FROM of_all) GROUP BY word, unit_id) each
    GROUP BY word
), every AS (SELECT count(DISTINCT id) AS known FROM named)
SELECT word, least(of_all.people, of_units.people)::bigint, known, rare
FROM of_all JOIN of_units USING (word), every
WHERE least(of_all.people, of_units.people) >= %(common)s AND units >= %(units)s
  AND known >= %(least)s
"""
BYTES = 8  # a word of a row; the first is the lowest
HALF = 4  # a skeleton takes half a word, the higher bytes


def count(now: datetime) -> list[CommonName]:
    """Return the names that are more frequent in the entries than in the population.

    Two counts never run at once.
    """
    common_names: list[CommonName] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTS])
        for of_name, (name, word) in enumerate(row_words.FREQUENT.items()):
            from_ = HALF if name.endswith("_skeleton") else 0
            other = row_words.FIRST if name.startswith("surname") else row_words.SURNAME
            cursor.execute(
                COUNT,
                {
                    "begins": 1 + BYTES * word + from_, "long": BYTES - from_,
                    "other": 1 + BYTES * other, "year": 1 + BYTES * row_words.BORN + 2,
                    "rarity": BYTES * row_words.TOWN + row_words.RARITIES[name] // BYTES,
                    "length": BYTES * row_words.WORDS, "version": row_words.VERSION, "now": now,
                    "common": COMMON, "units": UNITS, "least": LEAST,
                },
            )  # fmt: skip
            for text, people, known, rare in cursor.fetchall():
                steps = int(steps_of(np.array([people]), int(known))[0])
                if steps < rare:
                    number = int.from_bytes(text, "little")
                    common_names.append(CommonName(of_name=of_name, word=number, steps=steps))
    return common_names
