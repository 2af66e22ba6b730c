"""The organisations whose records an actor can count."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from broadhurst.capabilities.establishment.queries.organisations import forces_of
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Agency, RegionMember, Unit, in_force_on
from broadhurst.foundation.figure import SEEN, Groups, Scope
from broadhurst.foundation.govuk.words import first_capital

# The country, with a number for each organisation or for each region.
NATIONAL, BY_REGION = "national", "regions"
COUNTED = (Agency.Kind.POLICE_FORCE, Agency.Kind.ROCU)


def scopes_of(actor: Actor, as_of: date) -> list[Scope]:
    """Return the scopes that an actor can count, the widest first.

    Counts bypass row-level security. A region has its members of the given day.
    """
    scope_kind = rules.may_count(actor.agency.kind, actor.roles)
    if scope_kind == rules.OWN:
        return [_agency_scope(actor.agency)]
    if scope_kind == rules.OVERSEEN:
        return _overseen(actor.agency)
    if scope_kind == rules.REGION:
        return _regions(as_of, rocu=actor.agency)
    return _regions(as_of) if scope_kind == rules.ANY else []


def scope_named(actor: Actor, key: str, as_of: date) -> Scope | None:
    """Return the scope with this key, or None if the actor cannot count it."""
    if key in (NATIONAL, BY_REGION):
        return next((scope for scope in wide_scopes(actor, as_of) if scope.key == key), None)
    return next((scope for scope in scopes_of(actor, as_of) if scope.key == key), None)


def wide_scopes(actor: Actor, as_of: date) -> list[Scope]:
    """Return the scopes of the whole country: by organisation, and by region."""
    if rules.may_count(actor.agency.kind, actor.roles) != rules.ANY:
        return []
    agencies = frozenset(
        key for _, parts in _grouped(as_of) for part in parts for key in part.agencies or ()
    )
    return [
        Scope(NATIONAL, "all forces and ROCUs", agencies),
        Scope(BY_REGION, "all regions", agencies),
    ]


def groups_of(scope: Scope, as_of: date) -> Groups:
    """Return the regions of the whole country with their organisations, or nothing."""
    return _grouped(as_of) if scope.key in (NATIONAL, BY_REGION) else []


def default_scope(actor: Actor, as_of: date) -> Scope | None:
    """Return the scope that the insight page starts with.

    None means the records that the actor can see.
    """
    if rules.starts_with_visible_records(actor.roles):
        return None
    return next(iter(scopes_of(actor, as_of)), None)


def scope_choices(actor: Actor, as_of: date) -> list[tuple[str, str]]:
    """Return the scopes that an actor can choose, as (key, name).

    Empty if they have no choice.
    """
    scopes = (*wide_scopes(actor, as_of), *scopes_of(actor, as_of))
    counted = [(scope.key, first_capital(scope.name)) for scope in scopes]
    return [*counted, (SEEN.key, first_capital(SEEN.name))] if counted else []


def chosen_scope(actor: Actor, key: str, as_of: date) -> Scope | None:
    """Return the scope with this key, or the actor's default scope if it is empty.

    Return None if the actor cannot count that scope.
    """
    if not key:
        return default_scope(actor, as_of) or SEEN
    return SEEN if key == SEEN.key else scope_named(actor, key, as_of)


def parts_of(scope: Scope) -> list[Scope]:
    """Return each organisation of a scope as a scope, forces before ROCUs."""
    return [_agency_scope(agency) for agency in _agencies(sorted(scope.agencies or ()))]


@prepared_query
def _agencies(ids: list[int]) -> QuerySet[Agency]:
    return Agency.objects.filter(AnyOf(F("pk"), ids)).order_by("kind", "name")


def scopes_about(actor: Actor, force: Agency, as_of: date) -> list[Scope]:
    """Return the actor's scopes that contain a force, the force itself first."""
    containing = [scope for scope in scopes_of(actor, as_of) if scope.holds({force.pk})]
    return sorted(containing, key=lambda scope: len(scope.agencies or ()))


def _agency_scope(agency: Agency) -> Scope:
    return Scope(f"agency:{agency.key}", agency.name, frozenset({agency.pk}))


@read_once
def _overseen(body: Agency) -> list[Scope]:
    forces = list(forces_of(body, clock.today()).order_by("name"))
    alone = [_agency_scope(force) for force in forces]
    if len(forces) < 2:
        return alone
    name = f"the police forces that {body.name} oversees"
    return [Scope(f"forces:{body.key}", name, _keys(forces)), *alone]


@read_once
def _regions(as_of: date, rocu: Agency | None = None) -> list[Scope]:
    """Return regions with their members. Regions that the actor belongs to come first."""
    by_region: dict[int, list[RegionMember]] = {}
    for member in _members(as_of, clock.today(), rocu.pk if rocu else None):
        by_region.setdefault(member.region_id, []).append(member)
    at_work = set(_with_units(as_of))
    order = sorted(by_region.values(), key=lambda rows: not {r.agency_id for r in rows} & at_work)
    agencies = {member.agency_id: member.agency for rows in order for member in rows}
    if rocu is not None:
        agencies.setdefault(rocu.pk, rocu)
    else:
        agencies |= {agency.pk: agency for agency in _at(as_of) if agency.pk not in agencies}
    return [*map(_region, order), *map(_agency_scope, agencies.values())]


@prepared_query
def _members(day: date, today: date, rocu: int | None) -> QuerySet[RegionMember]:
    """Select the members of the regions of a day, or only of those that a ROCU is in today."""
    members = RegionMember.objects.filter(in_force_on(day), agency__kind__in=COUNTED)
    if rocu is not None:
        own_regions = RegionMember.objects.filter(in_force_on(today), agency=rocu)
        members = members.filter(region__in=own_regions.values("region"))
    return members.select_related("region", "agency").order_by("region__name", "agency__name")


@prepared_query
def _with_units(day: date) -> QuerySet[Unit, int]:
    return Unit.objects.filter(in_force_on(day)).values_list("agency", flat=True)


@prepared_query
def _at(day: date) -> QuerySet[Agency]:
    return Agency.objects.filter(in_force_on(day), kind__in=COUNTED).order_by("name")


def _region(members: list[RegionMember]) -> Scope:
    region = members[0].region
    has_rocu = any(member.agency.kind == Agency.Kind.ROCU for member in members)
    name = f"all forces of the {region.name} region{' and its ROCU' if has_rocu else ''}"
    return Scope(f"region:{region.key}", name, _keys(member.agency for member in members))


def _grouped(as_of: date) -> list[tuple[Scope, list[Scope]]]:
    """Return each region, and last the organisations of none, with a scope for each member.

    An organisation of two regions counts in the first.
    """
    members = RegionMember.objects.filter(in_force_on(as_of), agency__kind__in=COUNTED)
    by_region: dict[str, tuple[str, list[Agency]]] = {}
    placed: set[int] = set()
    for member in members.select_related("region", "agency").order_by("region__name", "pk"):
        if member.agency_id not in placed:
            placed.add(member.agency_id)
            rows = by_region.setdefault(member.region.key, (member.region.name, []))[1]
            rows.append(member.agency)
    others = Agency.objects.filter(in_force_on(as_of), kind__in=COUNTED).exclude(pk__in=placed)
    if alone := list(others):
        by_region["none"] = ("Organisations in no region", alone)
    return [
        (
            Scope(f"region:{key}", name, _keys(agencies)),
            [_agency_scope(agency) for agency in sorted(agencies, key=lambda agency: agency.name)],
        )
        for key, (name, agencies) in by_region.items()
    ]


def _keys(agencies: Iterable[Agency]) -> frozenset[int]:
    return frozenset(agency.pk for agency in agencies)
