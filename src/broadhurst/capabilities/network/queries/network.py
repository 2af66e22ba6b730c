"""The network that a reader may see, around one OCG or of the OCGs of their unit.

Every row is read through row-level security. So what an OCG shares with one that the reader cannot
see is not shared here: neither a name, a number nor a mark says otherwise.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.rules.identifiers import is_not_known
from broadhurst.capabilities.deconfliction.targets.reading import stopped_of
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.network.rules.graph import (
    ADDRESS,
    EVENT,
    IDENTIFIER,
    MOST_NODES,
    OCG,
    PERSON,
    Edge,
    Network,
    Node,
)
from broadhurst.capabilities.network.rules.words import (
    LINKS,
    MEMBERS,
    PLANNED_FOR,
    TAKES_PLACE_AT,
    USES,
    as_on_plate,
)
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.parts import is_owned_by
from broadhurst.capabilities.register.rules.life import CLOSED
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence, london_day
from broadhurst_linkage.identifiers import KINDS
from broadhurst_linkage.normalise.invalid import Invalid

MOST_OCGS, MOST_LINKS = 200, 4_000
Form = tuple[str, str]  # the kind and normal form of an identifier
# Two spellings of an identifier end in the same characters, or have the same postcode. This finds
# candidates in the database, and their normal forms decide.
_LAST = "right(regexp_replace(upper({0}.value), '[^[:alnum:]]', '', 'g'), 6)"
_POSTCODE = r"substring(upper({0}.value) FROM '\m[A-Z]{{1,2}}[0-9][A-Z0-9]? ?[0-9][A-Z]{{2}}\M')"
_END = (
    f"CASE {{0}}.kind WHEN 'address' THEN coalesce(replace({_POSTCODE}, ' ', ''), {_LAST}) "
    f"ELSE {_LAST} END"
)
# A company without a number has only its name, which says too little.
_ALIKE = f"""(register_identifier.kind, {_END.format("register_identifier")}) IN (
    SELECT own.kind, {_END.format("own")} FROM register_identifier own
    WHERE own.ended_at IS NULL AND own.ocg_id = ANY(%s::bigint[])
      AND (own.kind <> 'company' OR own.value ~ '[0-9]{{6}}')
)"""  # noqa: S608 - written above


def network_of(ocg: Ocg, steps: int) -> Network:
    """Return the network around an OCG: it, and the OCGs up to some steps away.

    A step goes from one OCG to another that it is linked with, in itself or by its people, or that
    shares an identifier with it.
    """
    return _network(f"Network of {ocg.name}", [ocg.pk], steps)


def network_of_unit(actor: Actor, steps: int) -> Network:
    """Return the network of the OCGs that the actor's unit owns."""
    owned = Ocg.objects.filter(is_owned_by(actor.unit)).exclude(state__in=CLOSED)
    ids = list(owned.order_by("name", "pk").values_list("pk", flat=True)[: MOST_OCGS + 1])
    return _network(f"Network of {actor.unit.name}", ids, steps)


@one_pass()
def _network(title: str, start: list[int], steps: int) -> Network:
    nodes = list(start)
    newest = nodes
    for _step in range(steps):
        if len(nodes) > MOST_OCGS:
            break
        newest = sorted((_linked(newest) | _sharing(newest)) - set(nodes))
        nodes += newest
    building = _Building(nodes[:MOST_OCGS], is_cut=len(nodes) > MOST_OCGS)
    return Network(title, building.nodes, building.edges, building.is_cut)


def _linked(ids: Sequence[int]) -> set[int]:
    """Return the OCGs that have a link with one of these, or whose people have."""
    links = Link.objects.filter(withdrawn_at=None).values_list("ocg_id", "other_ocg_id")
    ends = [*links.filter(ocg__in=ids), *links.filter(other_ocg__in=ids)]
    return {end for pair in ends for end in pair}


def _sharing(ids: Sequence[int]) -> set[int]:
    """Return the OCGs that have an identifier which one of these has too."""
    rows = within_reach(Identifier.objects.order_by()).filter(
        RawSQL(_ALIKE, [array(ids)], output_field=BooleanField())  # noqa: S611 - written above
    )
    forms: dict[Form, set[int]] = {}
    for ocg, kind, value in rows.values_list("ocg_id", "kind", "value"):
        if form := _form(kind, value):
            forms.setdefault((kind, form), set()).add(ocg)
    stopped = stopped_of(forms.keys())
    pks = set(ids)
    return {
        ocg for form, ocgs in forms.items() if ocgs & pks and form not in stopped for ocg in ocgs
    }


def _form(kind: str, value: str) -> str:
    """Return the normal form of an identifier, or nothing if it is not enough to compare."""
    rule = KINDS[kind]
    if is_not_known(value):
        return ""
    try:
        form = rule.normalise(value)
    except Invalid:
        return ""
    return form if rule.is_exact(form) else ""


class _Building:
    """The nodes and edges of some OCGs. The first OCGs come first if not all have room."""

    def __init__(self, ids: list[int], *, is_cut: bool) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.is_cut = is_cut
        self.people: dict[int, str] = {}
        self.addresses: dict[str, str] = {}
        ocgs = Ocg.objects.select_related("dossier").in_bulk(ids)
        self.ocgs = {pk: ocgs[pk] for pk in ids if pk in ocgs}
        self.ids = list(self.ocgs)
        for ocg in self.ocgs.values():
            href = record_address("dossier:ocg", ocg.ref)
            detail = "" if ocg.kind == Ocg.Kind.OCG else ocg.get_kind_display()
            self._add(Node(ocg.ref, OCG, ocg.name, detail, href, (ocg.ref,)))
        self._add_people()
        self._add_identifiers()
        self._add_links()
        self._add_events()

    def _add(self, node: Node) -> bool:
        """Add a node if there is room, and return whether it is there."""
        if node.ref in self.nodes:
            return True
        if len(self.nodes) >= MOST_NODES:
            self.is_cut = True
            return False
        self.nodes[node.ref] = node
        return True

    def _connect(self, edge: Edge) -> None:
        if edge.source in self.nodes and edge.target in self.nodes:
            self.edges.append(edge)

    def _of_ocgs(self, rows: QuerySet[Any]) -> Iterable[Any]:
        """Return rows of the OCGs in their order, as many as there is room for and one more."""
        place = RawSQL("array_position(%s::bigint[], ocg_id)", [array(self.ids)])
        return rows.filter(ocg__in=self.ids).order_by(place, "added_at", "pk")[: MOST_NODES + 1]

    def _people_page(self, ocg: Ocg) -> str:
        return record_address("dossier:ocg_people", ocg.ref)

    def _add_people(self) -> None:
        for member in self._of_ocgs(Membership.objects.select_related("person")):
            ocg, person = self.ocgs[member.ocg_id], member.person
            detail = f"{member.get_category_display()}, {in_sentence(member.get_part_display())}"
            href = self._people_page(ocg)
            if self._add(Node(person.ref, PERSON, person.name, detail, href, (ocg.ref,))):
                self.people[person.pk] = person.ref
                words = MEMBERS[member.category]
                on = london_day(member.added_at)
                self._connect(Edge(person.ref, ocg.ref, "member", words, on))

    def _add_identifiers(self) -> None:
        rows = list(self._of_ocgs(Identifier.objects.all()))
        formed = {row.pk: (row.kind, _form(row.kind, row.value)) for row in rows}
        stopped = stopped_of({form for form in formed.values() if form[1]})
        groups: dict[object, list[Identifier]] = {}
        for row in rows:
            form = formed[row.pk]
            groups.setdefault(form if form[1] and form not in stopped else row.pk, []).append(row)
        for group in groups.values():
            self._add_identifier(group)
            first = group[0]
            if first.kind == Identifier.Kind.ADDRESS and first.ref in self.nodes:
                self.addresses[formed[first.pk][1]] = first.ref

    def _add_identifier(self, rows: Sequence[Identifier]) -> None:
        """Add one identifier, with a link from each person or OCG that uses it."""
        first = rows[0]
        kind = ADDRESS if first.kind == Identifier.Kind.ADDRESS else IDENTIFIER
        ocgs = tuple(dict.fromkeys(self.ocgs[row.ocg_id].ref for row in rows))
        also = tuple(row.ref for row in rows[1:])
        href = self._people_page(self.ocgs[first.ocg_id])
        value, detail = as_on_plate(first.kind, first.value), str(first.get_kind_display())
        if not self._add(Node(first.ref, kind, value, detail, href, ocgs, also)):
            return
        users: set[str] = set()
        for row in rows:
            user = self.people.get(row.person_id or 0, self.ocgs[row.ocg_id].ref)
            if user not in users:
                users.add(user)
                self._connect(Edge(user, first.ref, "uses", USES, london_day(row.added_at)))

    def _add_links(self) -> None:
        links = Link.objects.filter(withdrawn_at=None, ocg__in=self.ids, other_ocg__in=self.ids)
        rows = links.select_related("person", "other_person").order_by("recorded_at", "pk")
        nodes = list(rows[: MOST_LINKS + 1])
        self.is_cut |= len(nodes) > MOST_LINKS
        for link in nodes[:MOST_LINKS]:
            ends: list[str] = []
            for person, ocg in (
                (link.person, self.ocgs[link.ocg_id]),
                (link.other_person, self.ocgs[link.other_ocg_id]),
            ):
                if person:  # perhaps one who is no longer on the OCG
                    href = self._people_page(ocg)
                    self._add(Node(person.ref, PERSON, person.name, "", href, (ocg.ref,)))
                ends.append(person.ref if person else ocg.ref)
            self._connect(
                Edge(
                    ends[0],
                    ends[1],
                    "link",
                    LINKS[link.kind],
                    london_day(link.recorded_at),
                    link.from_on,
                    link.until_on,
                    link.grade,
                    link.ref,
                    record_address("links:link", link.ref),
                    link.conditions,
                )
            )

    def _add_events(self) -> None:
        """Add the planned events of the reader's own unit. Nobody sees those of other units."""
        refs = [ocg.ref for ocg in self.ocgs.values()]
        events = Event.objects.filter(ocg_ref__in=refs).exclude(state=Event.State.CANCELLED)
        for event in events.order_by("starts_at", "pk")[: MOST_NODES + 1]:
            href = record_address("planned_events:event", event.ref)
            detail = str(event.get_kind_display())
            node = Node(event.ref, EVENT, event.cover_name, detail, href, (event.ocg_ref,))
            if not self._add(node):
                continue
            recorded = london_day(event.planned_at)
            days = london_day(event.starts_at), london_day(event.ends_at)
            self._connect(Edge(event.ref, event.ocg_ref, "event", PLANNED_FOR, recorded, *days))
            if address := self.addresses.get(_form("address", event.place)):
                self._connect(Edge(event.ref, address, "place", TAKES_PLACE_AT, recorded, *days))
