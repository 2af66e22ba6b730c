"""Hypothesis strategies that write entries of the register, in both renderings."""

import re
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from broadhurst.capabilities.inspectorate_register.rules.parts import STATUSES, TAG

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
WORDS = (
    "force", "“mapping”", "ROCU’s", "don't", "threat—risk", "4P", "naïve", "£3m", "the", "of",
    "inspection,", "[b]bold[/b]", "plan;", "review\t", "in 2018", "OCG", "(SCD)", "Sgt", "x",
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: "We " + " ".join(words)
)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map("\n\n".join)
days = st.dates(date(2013, 1, 1), date(2026, 12, 31))


@dataclass(frozen=True)
class Written:
    """An update that a generated entry has, and how its date is written."""

    on: date
    as_written: str
    status: str
    text: str


def in_words(day: date, form: int) -> str:
    """Return a date in one of the forms of the register."""
    month, ordinal = MONTHS[day.month - 1], ORDINALS.get(day.day, "th")
    short = "Sept" if day.month == 9 else month[:3]
    return (
        f"{day.day}{ordinal} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day:02} {short} {day.year}",
        f"{day.day}{ordinal}{month}{day.year}",
        f"{day.day}{ordinal} of {month.upper()}, {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day.isoformat(),
        f"{day:%A} {day.day} {short}. {day.year}",
        f"{month} {day.day}{ordinal}, {day.year}",
        f"{day:%d-%m-%y}",
        f"{day.day}-{short}-{day.year}",
        f"{day.day}{ordinal} day of {month} {day.year}",
        f"{day.day} {month} '{day:%y}",
        f"{day:%Y/%m/%d}",
    )[form]


FORMS = 15
dates_in_words = st.tuples(days, st.integers(0, FORMS - 1)).map(
    lambda pair: (pair[0], in_words(*pair))
)
# An update has a status, a comment, or both.
updates = st.tuples(
    dates_in_words, st.sampled_from(("", *STATUSES)), st.one_of(st.just(""), paragraphs)
).filter(lambda given: bool(given[1] or given[2])).map(
    lambda given: Written(given[0][0], given[0][1], given[1], given[2])
)  # fmt: skip


def bracketed(update: Written) -> str:
    """Return an update in bracket markup."""
    status = f"[status]{update.status.replace('_', '-')}[/status]" if update.status else ""
    comment = f"[comment]\n\n{update.text}\n\n[/comment]" if update.text else ""
    return f"[on]{update.as_written} {status}{comment}[/on]"


def plain(update: Written) -> str:
    """Return an update in plain lines."""
    status = f" {update.status.replace('_', '-')}" if update.status else ""
    comment = f"\n\n{update.text}\n" if update.text else ""
    return f"{update.as_written}{status}{comment}\n"


@dataclass(frozen=True)
class Made:
    """A generated entry: its text, the finding in it, and its updates."""

    text: str
    finding: str
    updates: list[Written]


@st.composite
def entries(draw: st.DrawFn) -> Made:
    """Write one entry in either rendering."""
    finding, written = draw(sentences), draw(st.lists(updates, min_size=1, max_size=5))
    heads = (
        f"Causes of concern\n\n{draw(paragraphs)}\n\nRecommendation {draw(st.integers(1, 40))}\n",
        f"Recommendations\n\nRecommendation {draw(st.integers(1, 40))}\n",
        "Areas for improvement\n",
        "Area for improvement 2:\n",
        f"https://www.example.org/hmicfrs/recommendation/kent/{draw(st.integers(1, 9999))}/\n"
        "Causes of concern\n",
    )
    bullet = draw(st.sampled_from(("", "• ", "- ")))
    trail = "".join(map(draw(st.sampled_from((bracketed, plain))), written))
    text = f"{draw(st.sampled_from(heads))}\n{bullet}{finding}\n\n{trail}\n"
    return Made(text, finding, written)


# Pieces of entries in any order: tags without their ends, dates that are none, words in between.
pieces = st.one_of(
    st.sampled_from(
        ("[on]", "[/on]", "[status]", "[/status]", "[comment]", "[/comment]", "[ON]", "[ / on ]",
         "complete", "being-progressed", "finished", "Recommendation 7", "Causes of concern",
         "March 2017", "3rd March", "3rd Marhc 2017", "31st February 2018", "30/14/2017",
         "File: kent-8745.txt", "File: empty.txt",
         "https://example.org/recommendation/kent/8745/", "\n", "\n\n", " ", "\t")
    ),
    dates_in_words.map(lambda pair: pair[1]),
    sentences,
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=12),
)  # fmt: skip
rubble = st.lists(st.tuples(pieces, st.sampled_from(("", " ", "\n"))), max_size=40).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def words_of(*texts: str) -> list[str]:
    """Return the words of texts in order of the alphabet, without the register's tags."""
    return sorted(re.findall(r"\w+", " ".join(TAG.sub(" ", text) for text in texts)))
