"""Find the names and identifiers of the register in a text, before it leaves.

The search goes from the text to the register. Every run of words in the text is a key, and the keys
are looked up together by equality in the index of `Term`. The number of queries does not depend on
the length of the text or the size of the register.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadhurst.capabilities.register.models import Term
from broadhurst.capabilities.register.rules import words as rules
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Agency, Appointment, District
from broadhurst.foundation.database.prepared import send

WHY = "looks for names in the register before a text leaves"
FOLD = "SELECT word, register_fold(word) FROM unnest(%(words)s::text[]) AS word"
LOOK_UP = """
SELECT DISTINCT key, kind FROM register_term WHERE key = ANY (%(keys)s::text[])
"""
PERSON, COVER_NAME = Term.Kind.PERSON.value, Term.Kind.COVER_NAME.value
Span = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """A text that will leave.

    `where` is its author's name for it, and `field` its form field, if any. `by_line` says to name
    the line of a word too.
    """

    where: str
    content: str
    field: str = ""
    by_line: bool = False

    def place_of(self, position: int) -> str:
        """Return where a position is, in the author's words."""
        if not self.by_line or "\n" not in self.content.strip():
            return self.where
        return f"line {self.content.count(chr(10), 0, position) + 1} of {self.where}"


@dataclass(frozen=True)
class Public:
    """Public names of people (signatories) and things (operations, organisations)."""

    people: Sequence[str] = ()
    things: Sequence[str] = ()


NO_NAMES = Public()


@dataclass(frozen=True)
class Found:
    """Words of a text that must change. It never says what they are in the register."""

    words: str
    where: str
    field: str = ""


def found_in_sight(texts: Sequence[Text], public: Public = NO_NAMES) -> list[Found]:
    """Find the words of records that the reader may see."""
    return _Search(texts, public).matches()


def found_anywhere(texts: Sequence[Text], public: Public = NO_NAMES) -> list[Found]:
    """Find words of any record in texts that will leave, also of records not seen."""
    search = _Search(texts, public)
    with elevated(WHY):
        return search.matches()


class _Search:
    """Texts split into folded words, and the public names."""

    def __init__(self, texts: Sequence[Text], public: Public) -> None:
        holders = Appointment.objects.filter(withdrawn_at=None)
        people = [*public.people, *holders.values_list("officer__name", flat=True)]
        agency_names = Agency.objects.values_list("name", "short_name")
        things = [*public.things, *District.objects.values_list("name", flat=True)]
        things += [name for names in agency_names for name in names]
        folds = _folds([*(text.content for text in texts), *people, *things])
        self.texts = [(text, rules.folded(text.content, folds)) for text in texts]
        self.people, self.things = _as_words(people, folds), _as_words(things, folds)

    def matches(self) -> list[Found]:
        """Return the words to change, once per text, in the order of the texts."""
        runs = [list(rules.runs(text.content, words)) for text, words in self.texts]
        kinds = _kinds({run.key for text_runs in runs for run in text_runs})
        matches = []
        for (text, words), text_runs in zip(self.texts, runs, strict=True):
            hits = [(run, kinds[run.key]) for run in text_runs if run.key in kinds]
            spans = self._not_public(words, hits) + rules.references_in(text.content)
            places: dict[str, str] = {}
            for a, b in rules.outermost(spans):
                places.setdefault(" ".join(text.content[a:b].split()), text.place_of(a))
            matches += [Found(phrase, place, text.field) for phrase, place in places.items()]
        return matches

    def _not_public(
        self, words: Sequence[rules.Word], hits: Sequence[tuple[rules.Run, set[str]]]
    ) -> list[Span]:
        """Return the matches that are not public names.

        A suspect may share the name of a public office-holder, and a group that of an operation.
        """
        if not hits:
            return []
        things = rules.spans_of(self.things, words)
        public = {PERSON: rules.spans_of(self.people, words) + things, COVER_NAME: things}
        return [
            (run.start, run.end)
            for run, kinds in hits
            if any(not rules.is_within((run.start, run.end), public.get(k, ())) for k in kinds)
        ]


def _folds(texts: Iterable[str]) -> dict[str, str]:
    """Return the database's folded form of each word."""
    words = {text[start:end] for text in texts for start, end in rules.words_of(text)}
    return dict(send(FOLD, {"words": sorted(words)}).rows())


def _as_words(names: Iterable[str], folds: Mapping[str, str]) -> list[list[str]]:
    return [[word.folded for word in rules.folded(name, folds)] for name in set(names)]


def _kinds(keys: set[str]) -> dict[str, set[str]]:
    """Return the kinds of record under each key.

    One name may be a group's and a person's.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for key, kind in send(LOOK_UP, {"keys": sorted(keys)}).rows():
        kinds[key].add(kind)
    return dict(kinds)
