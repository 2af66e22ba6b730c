"""The effect of a scheme on the tiers of the register, before it is in force."""

from collections import Counter
from dataclasses import dataclass

from broadhurst.capabilities.register.models import Assessment, Ocg, Scheme
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.capabilities.register.rules.assessing import band_of, weigh
from broadhurst.capabilities.scoring.rules import as_scored_now

MOST = 50  # OCGs that a page names


@dataclass(frozen=True)
class Change:
    """An OCG whose tier would change, with both tiers."""

    ref: str
    name: str
    was: int
    now: int
    unknowns: int


@dataclass(frozen=True)
class Effect:
    """The tiers of the assessed active OCGs that the reader may see, now and under a scheme.

    `moves` counts OCGs by both tiers. `changes` names the first 50 that change, most urgent first.
    """

    ocgs: int
    moves: list[tuple[int, int, int]]
    changes: list[Change]
    changed: int


def effect_of(scheme: Scheme) -> Effect:
    """Weigh the current scores again under a scheme. A new criterion counts as not known.

    Row-level security leaves out the OCGs that the reader may not see, so their number and tiers
    stay unknown: a draft could otherwise ask about them one score at a time.
    """
    accepted = Assessment.objects.filter(
        since_reactivated(), ocg__state=Ocg.State.ACTIVE, moderation__outcome="accepted"
    )
    rows = accepted.order_by("ocg_id", "-scored_at").distinct("ocg_id")
    moves: Counter[tuple[int, int]] = Counter()
    changes = []
    for ref, name, was, scores in rows.values_list(
        "ocg__ref", "ocg__name", "moderation__tier", "scores"
    ):
        score, unknowns = weigh(scheme.criteria, as_scored_now(scheme.criteria, scores))
        _band, now = band_of(scheme.bands, score)
        if was is None:  # an accepted assessment has a tier
            continue
        moves[was, now] += 1
        if was != now:
            changes.append(Change(ref, name, was, now, unknowns))
    changes.sort(key=lambda change: (change.now, change.was, change.name))
    return Effect(
        ocgs=moves.total(),
        moves=[(was, now, ocgs) for (was, now), ocgs in sorted(moves.items())],
        changes=changes[:MOST],
        changed=len(changes),
    )
