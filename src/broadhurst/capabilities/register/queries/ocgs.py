"""OCGs with the columns of a list."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from broadhurst.capabilities.register.models import Assessment, Lead, Ocg, Ownership, Stage
from broadhurst.foundation import clock
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import send

EARLIEST = Value(datetime(1, 1, 1, tzinfo=UTC))
OF_EACH = """
SELECT o.ocg_id, 'owner', NULL::timestamptz, NULL, u.name, a.short_name, NULL::int, NULL::date
FROM register_ownership o
JOIN agencies_unit u ON u.id = o.unit_id
JOIN agencies_agency a ON a.id = o.agency_id
WHERE o.ocg_id = ANY (%(ocgs)s::bigint[]) AND o.until_at IS NULL
UNION ALL
SELECT l.ocg_id, l.role, NULL, NULL, f.name, NULL, NULL, NULL
FROM register_lead l
JOIN agencies_officer f ON f.id = l.officer_id
WHERE l.ocg_id = ANY (%(ocgs)s::bigint[]) AND l.until_at IS NULL AND l.role IN ('sio', 'lro')
UNION ALL
SELECT s.ocg_id, 'assessed', s.scored_at, m.outcome, m.band, NULL, m.tier, m.review_due_on
FROM register_assessment s
LEFT JOIN register_moderation m ON m.assessment_id = s.id
WHERE s.ocg_id = ANY (%(ocgs)s::bigint[])
ORDER BY 3
"""


def ocgs() -> QuerySet[Ocg]:
    """Return the OCGs that the actor may see; `add_columns` adds the columns of a list."""
    return Ocg.objects.all()


def add_columns(ocgs: Iterable[Any]) -> None:
    """Set the columns that `listed` adds on each OCG, with one query for all OCGs.

    PostgreSQL plans nine sub-selects in 5 ms, and this once for each connection.
    """
    rows = list(ocgs)
    by_ocg = defaultdict(list)
    for ocg, *part in send(OF_EACH, {"ocgs": array(ocg.pk for ocg in rows)}).rows():
        by_ocg[ocg].append(part)
    for ocg in rows:
        _set_columns(ocg, by_ocg[ocg.pk])


def _set_columns(ocg: Any, parts: Iterable[list[Any]]) -> None:
    """Set the columns of one OCG from the rows of OF_EACH, oldest assessment first."""
    ocg.owner_unit = ocg.owner_agency = ocg.sio = ocg.lro = None
    ocg.band = ocg.tier = ocg.review_due_on = None
    ocg.is_with_moderator = False
    for kind, scored_at, outcome, name, agency, tier, due_on in parts:
        if kind == "owner":
            ocg.owner_unit, ocg.owner_agency = name, agency
        elif kind in ("sio", "lro"):
            setattr(ocg, kind, name)
        elif ocg.reactivated_at and scored_at < ocg.reactivated_at:
            continue
        elif outcome is None:
            ocg.is_with_moderator = True
        elif outcome == "accepted":
            ocg.band, ocg.tier = name, tier
            ocg.review_due_on = due_on if ocg.state == Ocg.State.ACTIVE else None
    ocg.review_due_on = min(filter(None, (ocg.review_due_on, ocg.due_on)), default=None)


def in_force_at(instant: datetime) -> Q:
    """Filter for spans that contain an instant."""
    return Q(from_at__lte=instant) & (Q(until_at=None) | Q(until_at__gt=instant))


def _owner(value: str) -> Subquery:
    owners = Ownership.objects.filter(until_at=None, ocg=OuterRef("pk"))
    return Subquery(owners.values(value)[:1])


def _lead(role: str) -> Subquery:
    leads = Lead.objects.filter(until_at=None, ocg=OuterRef("pk"), role=role)
    return Subquery(leads.values("officer__name")[:1])


def _assessed() -> QuerySet[Assessment]:
    # As `since_reactivated`, without reading the OCG again.
    since = Coalesce(OuterRef("reactivated_at"), EARLIEST)
    return Assessment.objects.filter(ocg=OuterRef("pk"), scored_at__gte=since)


def _moderated(value: str) -> Subquery:
    accepted = _assessed().filter(moderation__outcome="accepted").order_by("-scored_at")
    return Subquery(accepted.values(f"moderation__{value}")[:1])


COLUMNS: dict[str, Callable[[], Any]] = {
    "owner_unit": lambda: _owner("unit__name"),
    "owner_agency": lambda: _owner("agency__short_name"),
    "sio": lambda: _lead("sio"),
    "lro": lambda: _lead("lro"),
    "band": lambda: _moderated("band"),
    "tier": lambda: _moderated("tier"),
    "review_due_on": lambda: Least(
        "due_on", Case(When(state=Ocg.State.ACTIVE, then=_moderated("review_due_on")))
    ),
    "is_with_moderator": lambda: Exists(_assessed().filter(moderation=None)),
}


def column(name: str) -> Any:
    """Return one column of `listed`, to sort or filter OCGs by."""
    return COLUMNS[name]()


def listed() -> QuerySet[Any]:
    """Return OCGs with owner, SIO, LRO, band, tier and review date as attributes.

    The review date is the last day to review it, assess it, decide on it or look at it again. An
    archived OCG has none.
    """
    return Ocg.objects.annotate(**{name: value() for name, value in COLUMNS.items()})


def to_lead() -> QuerySet[Ocg]:
    """Return OCGs as the command that names a lead needs them."""
    return Ocg.objects.select_related("dossier")


def led_now(**by: Any) -> QuerySet[Lead, Any]:
    """Return the ids of OCGs with a lead in force, of this `officer` or `role`, for `pk__in=`."""
    return Lead.objects.filter(until_at=None, **by).values("ocg")


def owned_now(**by: Any) -> QuerySet[Ownership, Any]:
    """Return the ids of OCGs that a `unit` or an `agency` owns now, for `pk__in=`."""
    return Ownership.objects.filter(until_at=None, **by).values("ocg")


def active_at(instant: datetime, ocg: str = "") -> Q:
    """Filter for OCGs that were active at an instant.

    `ocg` is the path from other rows to their OCG.
    """
    return active_then(None if instant >= clock.now() else instant, ocg)


def active_then(instant: datetime | None, ocg: str = "") -> Q:
    """Filter for OCGs that were active at an instant in the past, or are now if it is None.

    Now, the state says the same as its spans (a constraint of the database), and it has an index.
    """
    if instant is None:
        return Q(**{f"{ocg}__state" if ocg else "state": Ocg.State.ACTIVE})
    spans = Stage.objects.filter(
        in_force_at(instant), ocg=OuterRef(ocg or "pk"), state=Ocg.State.ACTIVE
    )
    return Q(Exists(spans))
