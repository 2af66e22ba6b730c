"""The work of an officer: leads, cover, court orders and referrals, with proposed successors."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.leavers.models import RehomingRow
from broadhurst.capabilities.leavers.rules import propose
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Cover, Lead, Ocg
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
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
ON_A_PAGE = 25
ROLES: dict[str, str] = {COVER: "Deputy"}  # the name of each lead is left out of a count


@dataclass
class Holding:
    """A record that an officer holds: its id, and `key`, which names it in a form."""

    key: str
    kind: str
    what: str
    name: str
    ref: str
    record: int
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
    """Yield the leads, barred for those who lead the same OCG now. An SRO may be anybody."""
    led = Lead.objects.filter(officer=officer, until_at=None, ocg__state__in=OPEN)
    columns = ("pk", "role", "ocg", "ocg__ref", "ocg__name")
    rows = list(led.order_by("ocg__name", "role").values_list(*columns))
    others: defaultdict[int, set[int]] = defaultdict(set)
    beside = Lead.objects.filter(ocg__in=[ocg for _pk, _role, ocg, *_ in rows], until_at=None)
    for ocg, other in beside.exclude(role=Lead.Role.SRO).values_list("ocg", "officer"):
        others[ocg].add(other)
    labels = dict(Lead.Role.choices)
    for pk, role, ocg, ref, name in rows:
        barred = others[ocg] if role != Lead.Role.SRO else set()
        yield Holding(
            f"{role}-{ref}", LEAD, str(labels[role]), name, ref, pk,
            frozenset({*barred, officer.pk}),
        )  # fmt: skip


def _covers(officer: Officer) -> Iterator[Holding]:
    rows = Cover.objects.filter(deputy=officer, closed_at=None, until_on__gte=clock.today())
    shown = rows.order_by("from_on", "pk").values_list(
        "pk", "ref", "ocg__name", "lead__officer__name", "lead__officer"
    )
    for pk, ref, name, lead, lead_id in shown:
        barred = frozenset({officer.pk, lead_id})
        yield Holding(ref, COVER, f"Deputy for {lead}", name, ref, pk, barred)


def _orders(officer: Officer) -> Iterator[Holding]:
    rows = Order.objects.filter(monitor=officer, stage=Order.Stage.IN_FORCE)
    shown = rows.only("ref", "kind", "other_kind").order_by("next_check_on", "pk")
    for row in shown:
        yield Holding(
            row.ref, ORDER, "Monitor of a court order", row.what, row.ref, row.pk,
            frozenset({officer.pk}),
        )  # fmt: skip


def _referrals(officer: Officer) -> Iterator[Holding]:
    seen = Exists(Dossier.objects.filter(pk=OuterRef("dossier")))
    rows = Referral.objects.filter(seen, holder=officer).exclude(stage__in=ENDED)
    for pk, ref in rows.order_by("pk").values_list("pk", "ref"):
        yield Holding(
            ref, REFERRAL, "Holder of a referral", "Referral", ref, pk, frozenset({officer.pk})
        )


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


# A list to choose from has at most 15 options, with “Leave for now”.
MOST_OFFERED = 14


def successors_of(officer: Officer, actor: Actor) -> list[Officer]:
    """Return the officers of the officer's units in the actor's organisation, by name."""
    in_force, agency = in_force_on(clock.today()), actor.agency
    held = Posting.objects.filter(in_force, officer=officer, unit__agency=agency).values("unit")
    led_for = Lead.objects.filter(officer=officer, until_at=None, unit__agency=agency)
    units = Q(unit__in=held) | Q(unit__in=led_for.values("unit"))
    posted = Posting.objects.filter(in_force, units)
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
    many = led.order_by().values_list("officer").annotate(Count("ocg", distinct=True))
    loads |= {by_key[officer]: count for officer, count in many}
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
