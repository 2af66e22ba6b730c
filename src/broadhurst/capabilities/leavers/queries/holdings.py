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
from broadhurst.capabilities.register.models import Cover, Lead, Ownership
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.agencies.models import Agency, Officer
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

    A lead has the `ocg` that it is on and the `role`; cover has the role of the lead. The officers
    in `barred` cannot take it over. `with_proposals` adds those who lead the same OCG, and those
    who cannot have the role. It sets `owned_by`, the owner of an OCG that belongs to another
    organisation: only that names who leads, so nobody can take it over here.
    """

    key: str
    kind: str
    what: str
    name: str
    ref: str
    record: int
    barred: Set[int] = frozenset()
    ocg: int | None = None
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
    for pk, role, ocg, ref, name in _led_by(officer.pk):
        yield Holding(f"{role}-{ref}", LEAD, labels[role], name, ref, pk, barred, ocg, role)


@prepared_query
def _led_by(officer: int) -> QuerySet[Lead, Any]:
    rows = Lead.objects.filter(officer=officer, until_at=None, ocg__state__in=OPEN)
    return rows.order_by("ocg__name", "role").values_list(
        "pk", "role", "ocg", "ocg__ref", "ocg__name"
    )


@prepared_query
def _owned_elsewhere(ocgs: list[int], agency: int) -> QuerySet[Ownership, Any]:
    """Return the owner of each OCG that another organisation owns."""
    spans = Ownership.objects.filter(AnyOf(F("ocg"), ocgs), until_at=None).exclude(agency=agency)
    return spans.order_by().values_list("ocg", "unit__name")


@prepared_query
def _leads_of(ocgs: list[int]) -> QuerySet[Lead, Any]:
    """Return who leads each OCG, without its SRO."""
    rows = Lead.objects.filter(AnyOf(F("ocg"), ocgs), until_at=None).exclude(role=Lead.Role.SRO)
    return rows.order_by().values_list("ocg", "officer")


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


def with_proposals(
    holdings: list[Holding], successors: dict[Officer, int], agency: Agency
) -> list[Holding]:
    """Set a proposed successor of each holding, those who lead least first, and who is barred.

    The successors are officers of the organisation `agency`.
    """
    _bar(holdings, successors, agency)
    loads = {successor.pk: led for successor, led in successors.items()}
    chosen = propose([(holding.key, holding.barred) for holding in holdings], loads)
    usernames = {successor.pk: successor.username for successor in successors}
    for holding in holdings:
        holding.proposed = usernames.get(chosen.get(holding.key, 0), "")
    return holdings


def _bar(holdings: list[Holding], successors: Collection[Any], agency: Agency) -> None:
    """Set the owner of each holding if that is another organisation, and who is barred from it."""
    ocgs = [holding.ocg for holding in holdings if holding.ocg]
    with sent_ahead([_leads_of.ask(ocgs), _owned_elsewhere.ask(ocgs, agency.pk)]):
        leads, elsewhere = _leads_of(ocgs), dict(_owned_elsewhere(ocgs, agency.pk))
    beside: defaultdict[int | None, set[int]] = defaultdict(set)
    for ocg, officer in leads:
        beside[ocg].add(officer)
    everyone = {successor.pk for successor in successors}
    unfit = {
        "sio": {successor.pk for successor in successors if not successor.can_sio},
        "lro": {successor.pk for successor in successors if not successor.can_lro},
    }
    for holding in holdings:
        holding.owned_by = elsewhere.get(holding.ocg, "")
        if holding.owned_by:
            holding.barred |= everyone
            continue
        holding.barred |= unfit.get(holding.role, set())
        if holding.role != Lead.Role.SRO:  # who may be anybody, also one of the leads
            holding.barred |= beside[holding.ocg]
