"""The organisations whose records an actor may count."""

from collections.abc import Iterable
from datetime import date

from broadhurst.capabilities.establishment.queries import forces_of
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, RegionMember, Unit, in_force_on
from broadhurst.foundation.figure import Scope

COUNTED = (Agency.Kind.POLICE_FORCE, Agency.Kind.ROCU)


def scopes_of(actor: Actor, as_of: date) -> list[Scope]:
    """What an actor may count past the wall, the widest first; a region's members are a day's."""
    whose = rules.may_count(actor.agency.kind, actor.roles)
    if whose == rules.OWN:
        return [_one(actor.agency)]
    if whose == rules.OVERSEEN:
        return _overseen(actor.agency)
    if whose == rules.REGION:
        return _regions(as_of, mine=actor.agency)
    return _regions(as_of) if whose == rules.ANY else []


def scope_named(actor: Actor, key: str, as_of: date) -> Scope | None:
    """The scope of a key, if the actor may count it."""
    return next((one for one in scopes_of(actor, as_of) if one.key == key), None)


def default_scope(actor: Actor, as_of: date) -> Scope | None:
    """The scope that the insight page begins with; none for what the actor may see."""
    if rules.begins_with_own_sight(actor.roles):
        return None
    return next(iter(scopes_of(actor, as_of)), None)


def parts_of(scope: Scope) -> list[Scope]:
    """Each organisation of a scope as a scope, forces before ROCUs."""
    rows = Agency.objects.filter(pk__in=scope.agencies or ())
    return [_one(agency) for agency in rows.order_by("kind", "name")]


def scopes_about(actor: Actor, force: Agency, as_of: date) -> list[Scope]:
    """The scopes that an actor may count and that hold a force, the force itself first."""
    held = [one for one in scopes_of(actor, as_of) if one.holds({force.pk})]
    return sorted(held, key=lambda one: len(one.agencies or ()))


def _one(agency: Agency) -> Scope:
    return Scope(f"agency:{agency.key}", agency.name, frozenset({agency.pk}))


def _overseen(body: Agency) -> list[Scope]:
    forces = list(forces_of(body, clock.today()).order_by("name"))
    alone = [_one(force) for force in forces]
    if len(forces) < 2:
        return alone
    name = f"the police forces that {body.name} oversees"
    return [Scope(f"forces:{body.key}", name, _keys(forces)), *alone]


def _regions(as_of: date, mine: Agency | None = None) -> list[Scope]:
    """Regions with their members; those where somebody works here come first."""
    members = RegionMember.objects.filter(in_force_on(as_of), agency__kind__in=COUNTED)
    if mine is not None:
        ours = RegionMember.objects.filter(in_force_on(clock.today()), agency=mine)
        members = members.filter(region__in=ours.values("region"))
    held: dict[int, list[RegionMember]] = {}
    for one in members.select_related("region", "agency").order_by("region__name", "agency__name"):
        held.setdefault(one.region_id, []).append(one)
    at_work = set(Unit.objects.filter(in_force_on(as_of)).values_list("agency", flat=True))
    order = sorted(held.values(), key=lambda rows: not {r.agency_id for r in rows} & at_work)
    agencies = {one.agency_id: one.agency for rows in order for one in rows}
    if mine is not None:
        agencies.setdefault(mine.pk, mine)
    else:
        others = Agency.objects.filter(in_force_on(as_of), kind__in=COUNTED).order_by("name")
        agencies |= {agency.pk: agency for agency in others if agency.pk not in agencies}
    return [*map(_region, order), *map(_one, agencies.values())]


def _region(members: list[RegionMember]) -> Scope:
    region = members[0].region
    name = f"all forces of the {region.name} and its ROCU"
    return Scope(f"region:{region.key}", name, _keys(one.agency for one in members))


def _keys(agencies: Iterable[Agency]) -> frozenset[int]:
    return frozenset(agency.pk for agency in agencies)
