"""The work of an officer: leads, cover, court orders and referrals, with proposed successors."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.cover.queries.covers import covers
from broadhurst.capabilities.leavers.models import RehomingRow
from broadhurst.capabilities.leavers.rules import propose
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.queries.orders import orders
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Officer,
    Posting,
    in_force_on,
)
from broadhurst.foundation.doors.paging import Page

LEAD, COVER = RehomingRow.Kind.LEAD, RehomingRow.Kind.COVER
ORDER, REFERRAL = RehomingRow.Kind.ORDER, RehomingRow.Kind.REFERRAL

PAGES: dict[str, str] = {
    LEAD: "dossier:ocg_leads",
    COVER: "cover:cover",
    ORDER: "orders:order",
    REFERRAL: "safeguarding:referral",
}
ON_A_PAGE = 50


@dataclass
class Holding:
    """A record that an officer holds. `row` is its model, and `key` names it in a form."""

    key: str
    kind: str
    what: str
    name: str
    ref: str
    row: Any
    barred: frozenset[int] = frozenset()
    proposed: str = ""

    @property
    def href(self) -> str:
        """The page of the record. Worked out where it is shown: there may be hundreds."""
        return reverse(PAGES[self.kind], args=[self.ref])


def holdings_of(officer: Officer) -> list[Holding]:
    """Return what an officer holds, as far as the actor can see it."""
    return [*_leads(officer), *_covers(officer), *_orders(officer), *_referrals(officer)]


def _leads(officer: Officer) -> Iterator[Holding]:
    led = Lead.objects.filter(officer=officer, until_at=None, ocg__state__in=OPEN)
    leads = led.select_related("ocg").only("role", "ocg__ref", "ocg__name")
    rows = list(leads.order_by("ocg__name", "role"))
    others: defaultdict[int, set[int]] = defaultdict(set)
    beside = Lead.objects.filter(ocg__in=[row.ocg_id for row in rows], until_at=None)
    for ocg, other in beside.exclude(role=Lead.Role.SRO).values_list("ocg", "officer"):
        others[ocg].add(other)
    for row in rows:
        barred = others[row.ocg_id] if row.role != Lead.Role.SRO else set()
        yield Holding(
            f"{row.role}-{row.ocg.ref}",
            LEAD,
            row.get_role_display(),
            row.ocg.name,
            row.ocg.ref,
            row,
            frozenset({*barred, officer.pk}),
        )


def _covers(officer: Officer) -> Iterator[Holding]:
    rows = covers().filter(deputy=officer, closed_at=None, until_on__gte=clock.today())
    for row in rows.order_by("from_on", "pk"):
        what = f"Deputy for {row.lead.officer.name}"
        barred = frozenset({officer.pk, row.lead.officer_id})
        yield Holding(row.ref, COVER, what, row.ocg.name, row.ref, row, barred)


def _orders(officer: Officer) -> Iterator[Holding]:
    rows = orders().filter(monitor=officer, stage=Order.Stage.IN_FORCE)
    for row in rows.order_by("next_check_on", "pk"):
        yield Holding(
            row.ref, ORDER, "Monitor of a court order", row.what, row.ref, row,
            frozenset({officer.pk}),
        )  # fmt: skip


def _referrals(officer: Officer) -> Iterator[Holding]:
    rows = Referral.objects.filter(holder=officer).exclude(stage__in=ENDED)
    for row in rows.select_related("dossier").order_by("pk"):
        yield Holding(
            row.ref, REFERRAL, "Holder of a referral", "Referral", row.ref, row,
            frozenset({officer.pk}),
        )  # fmt: skip


def page_of(holdings: list[Holding], after: str) -> Page[Any]:
    """Return a page of holdings, after the one with this key. Another key gives the first page."""
    keys = [holding.key for holding in holdings]
    start = keys.index(after) + 1 if after in keys else 0
    rows = holdings[start : start + ON_A_PAGE]
    more = len(holdings) > start + ON_A_PAGE
    return Page(rows, rows[-1].key if more else None, is_first=not start)


# A list to choose from has at most 15 options, with “Leave for now”.
MOST_OFFERED = 14


def successors_of(officer: Officer, actor: Actor) -> list[Officer]:
    """Return the officers of the officer's units in the actor's organisation, by name."""
    today = clock.today()
    held = Posting.objects.filter(in_force_on(today), officer=officer, unit__agency=actor.agency)
    led_for = Lead.objects.filter(officer=officer, until_at=None, unit__agency=actor.agency)
    units = {*held.values_list("unit", flat=True), *led_for.values_list("unit", flat=True)}
    posted = Posting.objects.filter(in_force_on(today), unit__in=units)
    posted = posted.exclude(roles__overlap=sorted(ADMINISTRATORS))
    colleagues: QuerySet[Officer] = Officer.objects.filter(
        is_active=True, pk__in=posted.values("officer")
    )
    return list(colleagues.exclude(pk=officer.pk).order_by("name", "pk"))


def offered(successors: list[Officer]) -> dict[Officer, int]:
    """Return those of the officers who lead the fewest OCGs, with how many they lead."""
    loads = dict.fromkeys(successors, 0)
    by_key = {successor.pk: successor for successor in successors}
    led = Lead.objects.filter(officer__in=successors, until_at=None, ocg__state=Ocg.State.ACTIVE)
    for officer, _ocg in led.values_list("officer", "ocg").distinct():
        loads[by_key[officer]] += 1
    chosen = sorted(loads, key=lambda officer: loads[officer])[:MOST_OFFERED]
    return {officer: loads[officer] for officer in sorted(chosen, key=lambda officer: officer.name)}


def with_proposals(holdings: list[Holding], successors: dict[Officer, int]) -> list[Holding]:
    """Set a proposed successor of each holding, those who lead least first."""
    loads = {successor.pk: many for successor, many in successors.items()}
    chosen = propose([(holding.key, holding.barred) for holding in holdings], loads)
    usernames = {successor.pk: successor.username for successor in successors}
    for holding in holdings:
        holding.proposed = usernames.get(chosen.get(holding.key, 0), "")
    return holdings
