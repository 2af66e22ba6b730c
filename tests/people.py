"""The cast: the same made-up people in every test, by name.

Gail (force SIO, registers and gives), Len (force LRO), Mo (moderator), Cora (OCG coordinator), Ned
(another SIO of the force), Sid (safeguarding), Rita (ROCU SIO who receives), Hal (ROCU handover
officer), Cass (ROCU capability manager), Tess (chair of Level 2 tasking), Reg (chair of Regional
tasking), Connie (council), Pol (policing body), Dot and Roz (duty desks of the force and of the
ROCU), Olive (an officer of another force, who must see nothing), Otto (Olive's duty officer, and
LRO), and nobody.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, District, Oversight, Posting, Unit

SINCE = date(2019, 1, 1)
PASSWORD = "a-long-test-password"
# Each person of the cast: name, unit, title and roles.
PEOPLE: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "gail": ("Gail Fernsby", "n-bolton", "Detective Inspector", ("investigator",)),
    "len": ("Len Oakapple", "n-bolton", "Neighbourhood Inspector", ("investigator",)),
    "mo": ("Mo Tealeaf", "n-occu", "Intelligence manager", ("moderator",)),
    "cora": ("Cora Plumstead", "n-occu", "OCG coordinator", ("coordinator",)),
    "ned": ("Ned Ashgrove", "n-occu", "Detective Inspector", ("investigator",)),
    "sid": ("Sid Marrow", "n-cs-bolton", "Safeguarding lead", ("safeguarding",)),
    "rita": ("Rita Quillfeather", "r-investigations", "Detective Inspector", ("investigator",)),
    "hal": (
        "Hal Brindlewood",
        "r-investigations",
        "Handover officer",
        ("handover", "investigator"),
    ),
    "cass": ("Cass Loomworthy", "r-surveillance", "Surveillance manager", ("capability_manager",)),
    "tess": ("Tess Underbough", "n-level-2", "Chair, Level 2 tasking", ("chair",)),
    "reg": ("Reg Hatherby", "r-regional", "Chair, Regional tasking", ("chair",)),
    "connie": ("Connie Pewter", "c-bolton", "Community safety officer", ("partner",)),
    "pol": (
        "Pol Greywater",
        "a-policing",
        "Policy lead",
        (
            "policing_body",
            "clearer",
        ),
    ),
    "olive": ("Olive Thistledown", "e-team", "Detective Sergeant", ("investigator",)),
    "otto": ("Otto Farthing", "e-team", "Duty officer", ("desk", "investigator")),
    "dot": ("Dot Wrenfield", "n-desk", "Deconfliction desk officer", ("desk",)),
    "roz": ("Roz Cinderford", "r-desk", "Deconfliction desk officer", ("desk",)),
}


@dataclass
class Cast:
    """The people of the tests, each an actor: an officer in a posting."""

    gail: Actor
    len: Actor
    mo: Actor
    cora: Actor
    ned: Actor
    sid: Actor
    rita: Actor
    hal: Actor
    cass: Actor
    tess: Actor
    reg: Actor
    connie: Actor
    pol: Actor
    olive: Actor
    otto: Actor
    dot: Actor
    roz: Actor
    bolton: District
    system: Actor
    registered: int = 0

    def ocg(self, **changes: Any) -> Ocg:
        """Register an OCG as Gail, with Len as LRO and Gail as SIO.

        Each OCG has its own cover name, because a unit cannot use one twice.
        """
        self.registered += 1
        more = f" {self.registered}" if self.registered > 1 else ""
        given: dict[str, Any] = {
            "name": f"Copper Heron{more}",
            "threat_types": ["drugs"],
            "districts": [self.bolton],
            "description": "Supplies Class A drugs across two districts.",
            "lro": self.len.officer,
            "sio": self.gail.officer,
            "urgent_because": "An arrest is planned for tomorrow.",
        }
        return register(actor=self.gail, **(given | changes))


def make_cast() -> None:
    """Make the organisations, units and people with the establishment's commands."""
    system = actor_of_system()

    def body(key: str, name: str, kind: str) -> Agency:
        return open_agency(
            actor=system, key=key, name=name, short_name=key.upper(), kind=kind, nation="ENG",
            from_on=SINCE,
        )  # fmt: skip

    def unit(
        agency: Agency, key: str, name: str, kind: str, district: District | None = None
    ) -> Unit:
        return open_unit(
            actor=system, agency=agency, key=key, name=name, kind=kind,
            duty_contact=f"{name} duty officer, 0161 496 0000", from_on=SINCE, district=district,
        )  # fmt: skip

    force = body("northshire", "Northshire Police", "police_force")
    other = body("eastshire", "Eastshire Police", "police_force")
    rocu = body("nrocu", "Northern ROCU", "rocu")
    council = body("bolton-council", "Bolton Council", "council")
    authority = body("authority", "Northshire Combined Authority", "combined_authority")
    Oversight.objects.create(force=force, body=authority, from_on=SINCE)
    bolton = District.objects.create(key="bolton", name="Bolton", force=force, council=council)
    unit(force, "n-bolton", "Challenger Bolton", "team", bolton)
    unit(force, "n-occu", "Northshire OCCU", "coordination")
    unit(force, "n-cs-bolton", "Complex Safeguarding Bolton", "safeguarding", bolton)
    unit(force, "n-level-2", "Level 2 tasking", "board")
    unit(rocu, "r-regional", "Regional tasking", "board")
    unit(rocu, "r-investigations", "ROCU investigations", "team")
    unit(rocu, "r-surveillance", "ROCU surveillance", "capability")
    unit(council, "c-bolton", "Bolton community safety", "partner", bolton)
    unit(authority, "a-policing", "Policing and crime office", "policing_body")
    unit(force, "n-desk", "Northshire deconfliction desk", "desk")
    unit(rocu, "r-desk", "Northern deconfliction desk", "desk")
    unit(other, "e-team", "Eastshire organised crime team", "team")
    for name, where, title, roles in PEOPLE.values():
        officer = enrol(actor=system, username=_username(name), name=name, grade="", password=None)
        post(
            actor=system, officer=officer, unit=Unit.objects.get(key=where), title=title,
            roles=roles, from_on=SINCE,
        )  # fmt: skip


def load_cast() -> Cast:
    """Return the cast as new objects, so that no test sees another's changes."""
    postings = Posting.objects.select_related("officer", "unit__agency")
    acting = {one.officer.username: actor_in(one) for one in postings}
    people = {who: acting[_username(name)] for who, (name, *_rest) in PEOPLE.items()}
    return Cast(**people, bolton=District.objects.get(key="bolton"), system=actor_of_system())


def _username(name: str) -> str:
    return name.lower().replace(" ", "-")
