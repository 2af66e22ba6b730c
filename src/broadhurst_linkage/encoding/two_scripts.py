"""Rows of two names in one spelling, for names that are not both in Latin letters.

The row of a name in another script holds its likeliest spelling in Latin letters, which may lack
vowels or have others. So the names are compared again as they are written. Words that the tables of
sound treat as one name get one spelling. Words that they find alike get one sound, and other words
get two.
"""

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.rows import Row
from broadhurst_linkage.encoding.same_script import (
    PLACES,
    SOUND,
    WORDS_OF,
    are_in_one_script,
    is_read_alone,
    rows_as_written,
)
from broadhurst_linkage.names import is_latin, sound_alike
from broadhurst_linkage.records import Record


def rows_in_one_spelling(
    name: str, record: Record, other: str, other_record: Record
) -> tuple[Row, Row] | None:
    """Return the rows of two names in one spelling, or as written if they are in one script.

    The result is None if both are in Latin letters. It is also None for Chinese characters, because
    their rows hold every reading. A record holds only the name.
    """
    if is_latin(name) and is_latin(other):
        return None
    if are_in_one_script(name, other):
        return rows_as_written(name, other)
    if is_read_alone(name) or is_read_alone(other):
        return None
    if is_latin(name) or (not is_latin(other) and name < other):
        return _respelt(name, record, other)
    theirs, mine = _respelt(other, other_record, name)
    return mine, theirs


def _respelt(name: str, record: Record, other: str) -> tuple[Row, Row]:
    """Return the row of a name, and that of another in its spelling.

    Only words that the tables of sound find alike sound the same.
    """
    spelt = record.as_spelt(other)
    model, row = rows.encode(record), rows.encode(spelt)
    for place in PLACES:
        word, ids = WORDS_OF[place]
        texts = getattr(record, place), getattr(spelt, place)
        if all(texts) and model[word] != row[word]:
            is_alike = sound_alike(texts[0], other, texts[1])
            sound = model[ids] if is_alike else ~model[ids]
            row[ids] = row[ids] & ~SOUND | sound & SOUND
    return model, row
