"""Links of an OCG and its people, as far as the reader sees both ends."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.rules import FROM_THE_OTHER_END
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.chart import FanChart, Spoke


@dataclass(frozen=True)
class SeenLink:
    """A link as one OCG sees it: who it is with, and what that is to the OCG."""

    link: Link
    name: str
    other: str
    other_ocg: Ocg
    what: str


def links() -> QuerySet[Link]:
    """Return the links whose two ends the actor can see, with the ends."""
    return Link.objects.select_related(
        "ocg", "other_ocg", "person", "other_person", "recorded_by", "withdrawn_by"
    )


def links_of(ocg: Ocg) -> list[Link]:
    """Return the links of an OCG and its people that were not withdrawn, current ones first."""
    rows = links().filter(Q(ocg=ocg) | Q(other_ocg=ocg), withdrawn_at=None)
    return sorted(rows, key=lambda link: (link.until_on is not None, link.recorded_at))


def seen_from(ocg: Ocg, rows: list[Link]) -> list[SeenLink]:
    """Return links as an OCG sees them."""
    return [_seen(ocg, link) for link in rows]


def _seen(ocg: Ocg, link: Link) -> SeenLink:
    ends = [(link.ocg, link.person), (link.other_ocg, link.other_person)]
    (own_ocg, own_person), (other_ocg, other) = ends if link.ocg_id == ocg.pk else reversed(ends)
    return SeenLink(
        link,
        own_person.name if own_person else own_ocg.name,
        other.name if other else other_ocg.name,
        other_ocg,
        link.seen_from(ocg),
    )


def picture_of(ocg: Ocg, rows: list[SeenLink]) -> FanChart:
    """Return a drawing of the OCGs that an OCG is linked with now."""
    spokes = [
        Spoke(row.other, row.what)
        for row in rows
        if row.link.person is None and row.link.until_on is None
    ]
    return FanChart(
        "linked-ocgs", "OCGs linked now", "Only those that you can see.", ocg.name, "OCG", spokes
    )


def lock_ends(ocg: Ocg, other: Ocg) -> None:
    """Lock both OCGs in the order of their ids, so that two commands cannot deadlock."""
    for pk in sorted({ocg.pk, other.pk}):
        take(Ocg, pk)


def locked(link: Link) -> Link:
    """Lock a link and return it, its OCGs first."""
    lock_ends(link.ocg, link.other_ocg)
    return lock(links(), link)


def parts_of(link: Link, actor: Actor) -> list[str]:
    """Return an actor's roles on either end of a link."""
    both = (link.ocg, link.other_ocg)
    return [part for ocg in both for part in current_leadership(ocg).parts_of(actor)]


def same_link(link: Link) -> str:
    """Return the reference of a link of the same kind between the same ends, or nothing.

    It counts in either direction. One that has ended does not count.
    """
    forth = Q(
        ocg=link.ocg, other_ocg=link.other_ocg, person=link.person,
        other_person=link.other_person, kind=link.kind,
    )  # fmt: skip
    back = Q(
        ocg=link.other_ocg, other_ocg=link.ocg, person=link.other_person,
        other_person=link.person, kind=FROM_THE_OTHER_END.get(link.kind, link.kind),
    )  # fmt: skip
    same = Link.objects.filter(forth | back, withdrawn_at=None, until_on=None)
    return same.exclude(pk=link.pk).values_list("ref", flat=True).first() or ""


def ocg_of(person: Person) -> Ocg | None:
    """Return the OCG that a person is on now, or None."""
    member = person.memberships.select_related("ocg__dossier").first()
    return member.ocg if member else None


def ocgs_to_link(ocg: Ocg) -> QuerySet[Ocg]:
    """Return the other OCGs that the actor can see, by name."""
    return within_reach(Ocg.objects.exclude(pk=ocg.pk).order_by("name", "pk"))
