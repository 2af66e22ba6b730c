"""The verdicts on a desk's hits of people: how many were the same person, and how many not.

They are counted by the script of the names, which is read from the letters. A person's origin is
not recorded, and is never guessed from a name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Kind, Review
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.figure.months import months_to
from broadhurst_linkage.matcher import LATIN, OTHER_SCRIPT

SCRIPTS = {
    LATIN: "Latin letters",
    OTHER_SCRIPT: "another script, on either side",
    "": "not recorded",
}
WAYS = {False: "told at once", True: "sent to a desk"}
UNDISCLOSED = (Hit.State.REVIEW, Hit.State.REFERRED, Hit.State.DISMISSED)


@dataclass(frozen=True)
class VerdictCount:
    """The hits of one script that arose in one way, by what was found."""

    script: str
    way: str
    same: int
    not_same: int
    undecided: int

    @property
    def decided(self) -> int:
        """Return how many hits have a verdict that says whether it was the same person."""
        return self.same + self.not_same

    @property
    def not_same_of_decided(self) -> str:
        """Return the share that were not the same person, or the numbers if they are too few."""
        return desk_rules.share_in_words(self.not_same, self.decided)


@dataclass(frozen=True)
class Verdicts:
    """The counts of a desk's hits that were raised in a span of days, and all of them together."""

    desk: Unit
    since: date
    as_of: date
    rows: list[VerdictCount]

    @property
    def together(self) -> VerdictCount:
        """Return the sum of all rows."""
        counts = [(row.same, row.not_same, row.undecided) for row in self.rows]
        same, not_same, undecided = (sum(column) for column in zip((0, 0, 0), *counts, strict=True))
        return VerdictCount("all", "all", same, not_same, undecided)

    @property
    def scope(self) -> str:
        """Return a sentence that says which hits are counted."""
        return (
            "Hits of people that were found in this period and have a side that "
            f"{self.desk.name} serves. A hit is counted once."
        )


def verdicts_of(desk: Unit, months: int) -> Verdicts:
    """Count the verdicts on hits of people since the first day of a month, up to today.

    The reader's row-level security applies, so a desk counts only the hits that it may see.
    """
    as_of = clock.today()
    since = months_to(as_of, months)[0][0]
    rows = HitSide.objects.filter(
        Q(hit__kind=Kind.PERSON) | Q(hit__kinds__contains=[Kind.PERSON]),
        desk=desk,
        hit__raised_at__gte=clock.midnight(since),
    )
    is_reviewed = Exists(Review.objects.filter(hit=OuterRef("hit_id")))
    read = rows.annotate(is_reviewed=is_reviewed).values_list(
        "hit_id", "hit__state", "is_reviewed", "hit__reasons__waterfall__script", "verdict"
    )
    return Verdicts(desk, since, as_of, _counted(read))


def _counted(sides: Iterable[tuple[int, str, bool, str | None, str]]) -> list[VerdictCount]:
    """Return a row for each script and way that has hits, in the order of the tables above."""
    verdicts: dict[int, list[str]] = defaultdict(list)
    groups: dict[int, tuple[str, bool]] = {}
    for hit, state, is_reviewed, script, verdict in sides:
        verdicts[hit].append(verdict)
        groups[hit] = script or "", is_reviewed or state in UNDISCLOSED
    counts = Counter(
        (groups[hit], desk_rules.label_of(verdict)) for hit, verdict in verdicts.items()
    )
    return [
        VerdictCount(
            words,
            way,
            counts[group, HitSide.Verdict.SAME],
            counts[group, HitSide.Verdict.NOT_SAME],
            counts[group, HitSide.Verdict.CANNOT_TELL],
        )
        for script, words in SCRIPTS.items()
        for is_sent, way in WAYS.items()
        if (group := (script, is_sent)) in groups.values()
    ]
