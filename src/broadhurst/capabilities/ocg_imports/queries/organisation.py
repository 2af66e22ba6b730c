"""Units, officers who may lead, and districts of the own organisation, by their names in rows."""

from collections import defaultdict

from broadhurst.capabilities.establishment.queries.districts import districts_of, open_on
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.queries.planned import PlannedOcg
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerOcg
from broadhurst.capabilities.ocg_imports.sheets.words import plain, several
from broadhurst.capabilities.register.rules.leading import objections_to_roles
from broadhurst.capabilities.register.rules.registering import objections_to_leads
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Officer,
    Posting,
    Unit,
    in_force_on,
)
from broadhurst_linkage.normalise.person import fold

MOST_RANKS = 3  # words before the name of an officer, such as “T/Det Insp”
NAMED = 12  # choices that a problem names


class Organisation:
    """Finds units, officers and districts of the organisation by the cells of rows."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.today = actor, clock.today()
        districts = list(districts_of(actor.agency))
        self.districts = {
            plain(n): district for district in districts for n in (district.key, district.name)
        }
        self._find_officers()

    def _find_officers(self) -> None:
        """Find the units of the organisation, and the officers who may lead."""
        agency = self.actor.agency
        units = list(Unit.objects.filter(open_on(self.today), agency=agency))
        for unit in units:
            unit.agency = agency
        self.units = {plain(name): unit for unit in units for name in (unit.key, unit.name)}
        by_key = {unit.pk: unit for unit in units}
        postings = (
            Posting.objects.filter(in_force_on(self.today), unit__agency=agency)
            .exclude(roles__overlap=sorted(ADMINISTRATORS))
            .filter(officer__is_active=True)
            .select_related("officer")
            .order_by("unit__name")
        )
        self.officers: dict[str, set[Officer]] = defaultdict(set)
        self.posted: dict[int, list[Unit]] = defaultdict(list)
        self.roles: dict[int, set[str]] = defaultdict(set)
        for posting in postings:
            officer = posting.officer
            self.posted[officer.pk].append(by_key[posting.unit_id])
            self.roles[officer.pk].update(posting.roles)
            for name in (officer.name, officer.username, officer.email or ""):
                if name:
                    self.officers[fold(name)].add(officer)

    def owner(self, source: TrackerOcg) -> Unit:
        """Return the unit that owns an OCG: the actor's own, or the one that its rows name."""
        name = source.fields.get("owner", "")
        if not name:
            return self.actor.unit
        unit = self.units.get(plain(name))
        if unit is None:
            source.add_problem(
                "owner", f"Your organisation has no unit “{name}”. Write its name, or leave the "
                "cell empty for your own unit."
            )  # fmt: skip
            return self.actor.unit
        for objection in rules.objections_to_owner(unit, self.actor.unit):
            source.add_problem("owner", objection)
        return unit

    def find_districts(self, plan: PlannedOcg) -> None:
        """Find the districts of an OCG."""
        for text in several(plan.value_of("districts")):
            named = self.districts.get(plain(text))
            if named is None:
                names = dict.fromkeys(district.name for district in self.districts.values())
                examples = ", ".join([*names][:NAMED])
                plan.source.add_problem(
                    "districts", f"“{text}” is no district of yours. Write one of: {examples}"
                    f"{' …' if len(names) > NAMED else '.'}"
                )  # fmt: skip
            elif named not in plan.districts:
                plan.districts.append(named)
        if self.districts and not plan.value_of("districts"):
            plan.source.add_problem(
                "districts", "The OCG has no district. Write one or more, separated by ;"
            )

    def name_leads(self, plan: PlannedOcg) -> None:
        """Find the SIO and LRO. Without both, the OCG is reported and not adopted yet."""
        source = plan.source
        for role in ("lro", "sio"):
            if officer := self._officer(source, role, plan.value_of(role)):
                units = self.posted[officer.pk]
                unit = plan.owner if plan.owner in units else units[0]
                plan.leads[role] = (officer, unit)
                for objection in objections_to_roles(role, officer, self.roles[officer.pk]):
                    source.add_problem(role, objection)
        sio, lro = plan.value_of("sio"), plan.value_of("lro")
        for objection in rules.objections_to_leads_named(sio, lro):
            source.add_problem("lro" if sio else "sio", objection)
        led = {role: officer for role, (officer, _) in plan.leads.items()}
        for objection in objections_to_leads(sio=led.get("sio"), lro=led.get("lro")):
            source.add_problem("sio", objection)

    def _officer(self, source: TrackerOcg, role: str, text: str) -> Officer | None:
        if not text:
            return None
        words = fold(text).split()
        for ranks in range(min(MOST_RANKS + 1, len(words))):
            officers = self.officers.get(" ".join(words[ranks:]), set())
            if len(officers) > 1:
                source.add_problem(
                    role,
                    f"{len(officers)} officers are called “{text}”. Write the username of the "
                    "right one.",
                )
                return None
            if officers:
                return next(iter(officers))
        source.add_problem(
            role, f"No officer of your organisation who can lead is called “{text}”. Write the "
            "name as it is on their account, or the username."
        )  # fmt: skip
        return None
