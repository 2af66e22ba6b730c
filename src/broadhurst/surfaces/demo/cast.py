"""Who is in the demo region: real bodies, made-up people and units.

The people with a password have short usernames and are those of the tour; the rest are there to
be named on records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, District, Role, Unit
from broadhurst.surfaces.demo.names import people

PASSWORD = "broadhurst-demo"  # noqa: S105 - it opens made-up data on this machine, and is printed
SINCE = date(2019, 1, 1)
FORCES = ("gmp", "merseyside", "lancashire", "cheshire", "north-wales", "cumbria")


@dataclass
class Force:
    """A force's people, as the script needs them."""

    agency: Agency
    moderator: Actor
    coordinator: Actor
    chair: Actor
    teams: dict[str, tuple[Actor, Actor]] = field(default_factory=dict)
    safeguarding: dict[str, Actor] = field(default_factory=dict)
    councils: dict[str, Actor] = field(default_factory=dict)
    commander: Actor | None = None


@dataclass
class Region:
    """Everybody: six forces, the ROCU, and those who answer to the public."""

    system: Actor
    forces: dict[str, Force]
    rocu: dict[str, Actor]
    authority: dict[str, Actor]
    partners: dict[str, Actor]
    names: Iterator[str]
    boards: dict[str, Unit]
    chairs: dict[str, Actor]


class Enrolment:
    """Opens units and enrols people for one loading of the demo."""

    def __init__(self, system: Actor, random: Random) -> None:
        self.system = system
        self.names = iter(people(random))
        self.agencies = {agency.key: agency for agency in Agency.objects.all()}
        self.districts = {district.key: district for district in District.objects.all()}

    def unit(self, agency: str, key: str, name: str, kind: Unit.Kind, district: str = "") -> Unit:
        """A unit with a duty contact whose number is one that Ofcom keeps for drama."""
        extension = sum(map(ord, key)) % 1000
        return open_unit(
            actor=self.system,
            agency=self.agencies[agency],
            key=key,
            name=name,
            kind=kind,
            duty_contact=f"{name} duty officer, 0161 496 0{extension:03d}",
            from_on=SINCE,
            district=self.districts.get(district),
        )

    def person(
        self, unit: Unit, title: str, *roles: Role, signs_in: str = "", name: str = ""
    ) -> Actor:
        """An officer posted to a unit; `signs_in` is the username of one of the tour's people."""
        name = name or next(self.names)
        officer = enrol(
            actor=self.system,
            username=signs_in or name.lower().replace(" ", "-"),
            name=name,
            grade=title,
            password=PASSWORD if signs_in else None,
        )
        posting = post(
            actor=self.system, officer=officer, unit=unit, title=title, roles=roles, from_on=SINCE
        )
        return actor_in(posting)


TOUR = {
    "gail": ("Gail Fernsby", "SIO in Challenger Bolton: registers, plans and bids"),
    "len": ("Len Oakapple", "LRO in Challenger Bolton"),
    "mo": ("Mo Tealeaf", "moderates assessments for GMP"),
    "cora": ("Cora Plumstead", "keeps GMP's register of OCGs"),
    "connie": ("Connie Pewterby", "Bolton Council: sees her action and its brief, nothing else"),
    "sid": ("Sid Marrowfield", "Complex Safeguarding in Bolton"),
    "tess": ("Tess Underbough", "chairs Level 2 tasking"),
    "cass": ("Cass Loomworthy", "manages the NWROCU's surveillance teams"),
    "reg": ("Reg Hatherby", "chairs Regional tasking"),
    "rita": ("Rita Quillfeather", "SIO in the NWROCU"),
    "hal": ("Hal Brindlewood", "accepts handovers for the NWROCU"),
    "olive": ("Olive Thistledown", "SIO in Merseyside: another force, who must not see"),
    "pol": ("Pol Greywater", "GMCA: drafts the answer to the inspectorate"),
    "della": ("Della Brightwater", "GMCA: clears and publishes it"),
}


def enrol_region(system: Actor, random: Random) -> Region:
    """Open every unit and enrol everyone; bodies and districts are loaded already."""
    make = Enrolment(system, random)
    boards = _boards(make)
    forces = {key: _force(make, key, boards) for key in FORCES}
    rocu = _rocu(make, boards)
    authority = _authority(make)
    chairs = {
        key: _named(make, boards[key], "", "Chair", Role.CHAIR)
        for key in ("governance", "level_1", "covert")
    }
    return Region(system, forces, rocu, authority, _partners(make), make.names, boards, chairs)


def _boards(make: Enrolment) -> dict[str, Unit]:
    kind = Unit.Kind.BOARD
    boards = {
        "governance": make.unit("gmca", "gm-governance", "SOC Partnership Governance", kind),
        "level_1": make.unit("gmp", "gmp-level-1", "Level 1 Tactical tasking, GMP", kind),
        "covert": make.unit("gmp", "gmp-covert", "Covert Commissioning Services, GMP", kind),
        "gmp": make.unit("gmp", "gmp-level-2", "Level 2 tasking, GMP", kind),
        "regional": make.unit(
            "nwrocu", "nw-regional", "Force and Regional tasking, North West", kind
        ),
    }
    for key in FORCES[1:]:
        short = make.agencies[key].short_name
        boards[key] = make.unit(key, f"{key}-level-2", f"Level 2 tasking, {short}", kind)
    return boards


def _force(make: Enrolment, key: str, boards: dict[str, Unit]) -> Force:
    agency = make.agencies[key]
    short, gmp = agency.short_name, key == "gmp"
    keepers = make.unit(
        key, f"{key}-occu", f"Organised Crime Coordination Unit, {short}", Unit.Kind.COORDINATION
    )
    force = Force(
        agency=agency,
        moderator=_named(
            make, keepers, "mo" if gmp else "", "Intelligence manager", Role.MODERATOR
        ),
        coordinator=_named(
            make, keepers, "cora" if gmp else "", "OCG coordinator", Role.COORDINATOR,
            Role.INSPECTORATE_LIAISON,
        ),
        chair=_named(
            make, boards[key], "tess" if gmp else "", "Chair, Level 2 tasking", Role.CHAIR,
            Role.GATEWAY,
        ),
    )  # fmt: skip
    for district in District.objects.filter(force=agency).select_related("council"):
        _district(make, force, district)
    return force


def _named(make: Enrolment, unit: Unit, username: str, title: str, *roles: Role) -> Actor:
    name = TOUR[username][0] if username else ""
    return make.person(unit, title, *roles, signs_in=username, name=name)


def _district(make: Enrolment, force: Force, district: District) -> None:
    key, gm, bolton = force.agency.key, force.agency.key == "gmp", district.key == "bolton"
    prefix = "Challenger" if gm else "Organised crime team"
    team = make.unit(
        key, f"{key}-{district.key}", f"{prefix} {district.name}", Unit.Kind.TEAM, district.key
    )
    sio = "gail" if bolton else "olive" if district.key == "liverpool" else ""
    force.teams[district.key] = (
        _named(make, team, sio, "Detective Inspector", Role.INVESTIGATOR),
        _named(make, team, "len" if bolton else "", "Neighbourhood Inspector", Role.INVESTIGATOR),
    )
    hub = make.unit(
        district.council.key if gm and district.council else key,
        f"cs-{district.key}",
        f"Complex Safeguarding {district.name}" if gm else f"MASH {district.name}",
        Unit.Kind.SAFEGUARDING,
        district.key,
    )
    force.safeguarding[district.key] = _named(
        make, hub, "sid" if bolton else "", "Safeguarding lead", Role.SAFEGUARDING
    )
    if gm and district.council:
        council = make.unit(
            district.council.key,
            f"council-{district.key}",
            f"Community safety, {district.council.short_name}",
            Unit.Kind.PARTNER,
            district.key,
        )
        force.councils[district.key] = _named(
            make, council, "connie" if bolton else "", "Community safety officer", Role.PARTNER
        )


CAPABILITY_UNITS = (
    "surveillance",
    "cyber-crime",
    "asset-recovery",
    "technical-surveillance",
    "toex",
)


def _rocu(make: Enrolment, boards: dict[str, Unit]) -> dict[str, Actor]:
    team = make.unit("nwrocu", "nw-investigations", "NWROCU investigations", Unit.Kind.TEAM)
    keepers = make.unit(
        "nwrocu", "nw-coordination", "NWROCU threat assessment", Unit.Kind.COORDINATION
    )
    command = make.unit("nwrocu", "nw-command", "NWROCU command", Unit.Kind.TEAM)
    rocu = {
        "rita": _named(make, team, "rita", "Detective Inspector", Role.INVESTIGATOR),
        "second": _named(make, team, "", "Detective Inspector", Role.INVESTIGATOR),
        "hal": _named(make, team, "hal", "Handover officer", Role.HANDOVER, Role.INVESTIGATOR),
        "moderator": _named(make, keepers, "", "Threat assessment lead", Role.MODERATOR),
        "coordinator": _named(make, keepers, "", "OCG coordinator", Role.COORDINATOR),
        "reg": _named(
            make, boards["regional"], "reg", "Chair, Regional tasking", Role.CHAIR, Role.GATEWAY
        ),
        "acc": _named(make, command, "", "Assistant Chief Constable", Role.CHIEF_OFFICER),
    }
    for code in CAPABILITY_UNITS:
        name = code.replace("-", " ")
        unit = make.unit("nwrocu", f"nw-{code}", f"NWROCU {name}", Unit.Kind.CAPABILITY)
        username = "cass" if code == "surveillance" else ""
        rocu[code] = _named(make, unit, username, f"Manager, {name}", Role.CAPABILITY_MANAGER)
    # Two spans, and none beside them in a force: the post is dedicated to the ROCU (Rec 2, 2021).
    appoint(
        actor=make.system,
        officer=rocu["acc"].officer,
        agency=make.agencies["nwrocu"],
        post="Assistant Chief Constable, North West ROCU",
        is_responsible_for_rocu=True,
        from_on=date(2019, 4, 1),
    )
    return rocu


def _authority(make: Enrolment) -> dict[str, Actor]:
    office = make.unit(
        "gmca", "gmca-policing", "Policing, crime and fire, GMCA", Unit.Kind.POLICING_BODY
    )
    return {
        "pol": _named(make, office, "pol", "Policy lead", Role.POLICING_BODY),
        "della": _named(make, office, "della", "Director", Role.POLICING_BODY, Role.CLEARER),
    }


def _partners(make: Enrolment) -> dict[str, Actor]:
    """The partners that the letter names, beside the councils: one team each in the city region."""
    keys = (
        "national-probation-service",
        "hmpps-intelligence",
        "border-force",
        "dwp",
        "immigration-enforcement",
    )
    partners = {}
    for key in keys:
        if key in make.agencies:
            short = make.agencies[key].short_name
            unit = make.unit(key, f"{key}-gm", f"{short}, Greater Manchester", Unit.Kind.PARTNER)
            partners[key] = _named(make, unit, "", "Partner officer", Role.PARTNER)
    return partners
