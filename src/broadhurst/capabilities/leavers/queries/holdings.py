"""The work of an officer: leads, cover, court orders and referrals, with proposed successors."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from broadhurst.capabilities.leavers.models import RehomingRow
from broadhurst.capabilities.leavers.rules import propose
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.paging import Page
from broadhurst.foundation.doors.routes import record_address

LEAD, COVER = RehomingRow.Kind.LEAD, RehomingRow.Kind.COVER
ORDER, REFERRAL = RehomingRow.Kind.ORDER, RehomingRow.Kind.REFERRAL

PAGES: dict[str, str] = {
    LEAD: "dossier:ocg_leads",
    COVER: "cover:cover",
    ORDER: "orders:order",
    REFERRAL: "safeguarding:referral",
}
ON_A_PAGE = 25
ROLES: dict[str, str] = {COVER: "Deputy"}  # the name of each lead is left out of a count


@dataclass(slots=True)
class Holding:
    """A record that an officer holds: its id, and `key`, which names it in a form.

    The officers in `barred` cannot take it over, nor can those who lead the OCG `led_with`, nor
    those who cannot have the `role` on an OCG. `with_proposals` adds them to `barred`. It also sets
    `owned_by` if the owner of `ocg` is not in the `agency` of the lead: only the owner names who
    leads, so nobody can take it over here.
    """

    key: str
    kind: str
    what: str
    name: str
    ref: str
    record: int
    barred: Set[int] = frozenset()
    led_with: int | None = None
    ocg: int | None = None
    agency: int | None = None
    role: str = ""
    owned_by: str = ""
    proposed: str = ""

    @property
    def href(self) -> str:
        """The page of the record. Worked out where it is shown: there may be hundreds."""
        return record_address(PAGES[self.kind], self.ref)


def holdings_of(officer: Officer) -> list[Holding]:
    """Return what an officer holds, as far as the actor can see it."""
    with sent_ahead(asks_of(officer)):
        return [*_leads(officer), *_covers(officer), *_orders(officer), *_referrals(officer)]


def asks_of(officer: Officer) -> list[Ask]:
    """Return the statements of `holdings_of`, to send them ahead."""
    pk = officer.pk
    return [
        _led_by.ask(pk), _covered_by.ask(pk, clock.today()), _monitored_by.ask(pk),
        _held_by.ask(pk),
    ]  # fmt: skip


def _leads(officer: Officer) -> Iterator[Holding]:
    barred = frozenset({officer.pk})
    labels = {role: str(label) for role, label in Lead.Role.choices}
    for pk, role, ocg, ref, name, agency in _led_by(officer.pk):
        # An SRO may be anybody. `with_proposals` bars others who lead the same OCG.
        beside = ocg if role != Lead.Role.SRO else None
        yield Holding(
            f"{role}-{ref}", LEAD, labels[role], name, ref, pk, barred, beside, ocg, agency, role
        )


@prepared_query
def _led_by(officer: int) -> QuerySet[Lead, Any]:
    rows = Lead.objects.filter(officer=officer, until_at=None, ocg__state__in=OPEN)
    return rows.order_by("ocg__name", "role").values_list(
        "pk", "role", "ocg", "ocg__ref", "ocg__name", "unit__agency"
    )


@prepared_query
def _leads_of(ocgs: list[int]) -> QuerySet[Lead, Any]:
    """Return who leads each OCG in which role, beside its owner."""
    now = Lead.objects.filter(until_at=None, ocg__ownerships__until_at=None)
    return (
        now.filter(AnyOf(F("ocg"), ocgs))
        .order_by()
        .values_list(
            "ocg", "role", "officer", "ocg__ownerships__agency", "ocg__ownerships__unit__name"
        )
    )


def _covers(officer: Officer) -> Iterator[Holding]:
    for pk, ref, name, lead, lead_id, role in _covered_by(officer.pk, clock.today()):
        barred = frozenset({officer.pk, lead_id})
        yield Holding(ref, COVER, f"Deputy for {lead}", name, ref, pk, barred, role=role)


@prepared_query
def _covered_by(officer: int, day: date) -> QuerySet[Cover, Any]:
    rows = Cover.objects.filter(deputy=officer, closed_at=None, until_on__gte=day)
    return rows.order_by("from_on", "pk").values_list(
        "pk", "ref", "ocg__name", "lead__officer__name", "lead__officer", "lead__role"
    )


def _orders(officer: Officer) -> Iterator[Holding]:
    for row in _monitored_by(officer.pk):
        yield Holding(
            row.ref, ORDER, "Monitor of a court order", row.what, row.ref, row.pk,
            frozenset({officer.pk}),
        )  # fmt: skip


@prepared_query
def _monitored_by(officer: int) -> QuerySet[Order]:
    rows = Order.objects.filter(monitor=officer, stage=Order.Stage.IN_FORCE)
    return rows.only("ref", "kind", "other_kind").order_by("next_check_on", "pk")


def _referrals(officer: Officer) -> Iterator[Holding]:
    for pk, ref in _held_by(officer.pk):
        yield Holding(
            ref, REFERRAL, "Holder of a referral", "Referral", ref, pk, frozenset({officer.pk})
        )


@prepared_query
def _held_by(officer: int) -> QuerySet[Referral, Any]:
    seen = Exists(Dossier.objects.filter(pk=OuterRef("dossier")))
    rows = Referral.objects.filter(seen, holder=officer).exclude(stage__in=ENDED)
    return rows.order_by("pk").values_list("pk", "ref")


def counts_of(holdings: list[Holding]) -> list[tuple[str, int]]:
    """Return how many records an officer holds in each role, the most first."""
    roles = Counter(ROLES.get(holding.kind, holding.what) for holding in holdings)
    return roles.most_common()


def page_of(holdings: list[Holding], after: str) -> Page[Any]:
    """Return a page of holdings, after the one with this key. Another key gives the first page."""
    keys = [holding.key for holding in holdings]
    start = keys.index(after) + 1 if after in keys else 0
    rows = holdings[start : start + ON_A_PAGE]
    more = len(holdings) > start + ON_A_PAGE
    return Page(rows, rows[-1].key if more else None, is_first=not start)


def end_of(page: Page[Any], holdings: list[Holding]) -> int:
    """Return how many holdings there are up to the end of a page."""
    return holdings.index(page.rows[-1]) + 1 if page.rows else 0


def with_proposals(holdings: list[Holding], successors: dict[Officer, int]) -> list[Holding]:
    """Set a proposed successor of each holding, those who lead least first, and who is barred."""
    loads = {successor.pk: many for successor, many in successors.items()}
    needs = _needs(holdings, successors)
    chosen = propose(needs, loads)
    usernames = {successor.pk: successor.username for successor in successors}
    for holding, (key, barred) in zip(holdings, needs, strict=True):
        holding.barred = barred
        holding.proposed = usernames.get(chosen.get(key, 0), "")
    return holdings


def _needs(holdings: list[Holding], successors: Collection[Any]) -> list[tuple[str, Set[int]]]:
    """Return the key of each holding, with the officers who cannot take it over."""
    everyone = {successor.pk for successor in successors}
    unfit = {
        "sio": {successor.pk for successor in successors if not successor.can_sio},
        "lro": {successor.pk for successor in successors if not successor.can_lro},
    }
    ocgs = [holding.ocg for holding in holdings if holding.ocg]
    leads: defaultdict[int | None, set[int]] = defaultdict(set)
    owners: dict[int | None, tuple[int, str]] = {}
    for ocg, role, officer, agency, owner in _leads_of(ocgs) if ocgs else ():
        owners[ocg] = agency, owner
        if role != Lead.Role.SRO:
            leads[ocg].add(officer)
    for holding in holdings:
        agency, owner = owners.get(holding.ocg, (holding.agency, ""))
        holding.owned_by = owner if agency != holding.agency else ""
    return [
        (
            holding.key,
            holding.barred
            | (everyone if holding.owned_by else leads[holding.led_with])
            | unfit.get(holding.role, set()),
        )
        for holding in holdings
    ]
