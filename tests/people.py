"""The cast: the same made-up people in every test, by name.

Gail (force SIO, registers and gives), Len (force LRO), Mo (moderator), Cora (OCG coordinator),
Sid (safeguarding), Rita (ROCU SIO who receives), Hal (ROCU handover officer), Cass (ROCU capability
manager), Tess (chair of Level 2 tasking), Reg (chair of Regional tasking), Connie (council), Pol
(policing body), Dot and Roz (duty desks of the force and of the ROCU), Olive (an officer of another
force, who must see nothing), Otto (Olive's duty officer), and nobody.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_body import open_body
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.establishment.queries import system_actor
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Agency, District, Oversight, Unit

SINCE = date(2019, 1, 1)
PASSWORD = "a-long-test-password"


@dataclass
class Cast:
    """Each person is an actor: an officer in the posting that the story gives them."""

    gail: Actor
    len: Actor
    mo: Actor
    cora: Actor
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

    def ocg(self, **changes: Any) -> Ocg:
        """An OCG that Gail registered, with Len as LRO and herself as SIO."""
        given: dict[str, Any] = {
            "name": "Copper Heron",
            "threat_types": ["drugs"],
            "districts": [self.bolton],
            "description": "Supplies Class A drugs across two districts.",
            "lro": self.len.officer,
            "sio": self.gail.officer,
        }
        return register(actor=self.gail, **(given | changes))


def make_cast() -> Cast:
    """Make the bodies, units and people, by the establishment's own commands."""
    system = system_actor()

    def body(key: str, name: str, kind: str) -> Agency:
        return open_body(
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

    def person(name: str, where: Unit, title: str, *roles: str) -> Actor:
        officer = enrol(
            actor=system, username=name.lower().replace(" ", "-"), name=name, grade="",
            password=None,
        )  # fmt: skip
        return actor_in(
            post(actor=system, officer=officer, unit=where, title=title, roles=roles, from_on=SINCE)
        )

    force = body("northshire", "Northshire Police", "police_force")
    other = body("eastshire", "Eastshire Police", "police_force")
    rocu = body("nrocu", "Northern ROCU", "rocu")
    council = body("bolton-council", "Bolton Council", "council")
    authority = body("authority", "Northshire Combined Authority", "combined_authority")
    Oversight.objects.create(force=force, body=authority, from_on=SINCE)
    bolton = District.objects.create(key="bolton", name="Bolton", force=force, council=council)
    team = unit(force, "n-bolton", "Challenger Bolton", "team", bolton)
    keepers = unit(force, "n-occu", "Northshire OCCU", "coordination")
    hub = unit(force, "n-cs-bolton", "Complex Safeguarding Bolton", "safeguarding", bolton)
    level_2 = unit(force, "n-level-2", "Level 2 tasking", "board")
    regional = unit(rocu, "r-regional", "Regional tasking", "board")
    investigations = unit(rocu, "r-investigations", "ROCU investigations", "team")
    surveillance = unit(rocu, "r-surveillance", "ROCU surveillance", "capability")
    council_team = unit(council, "c-bolton", "Bolton community safety", "partner", bolton)
    policing = unit(authority, "a-policing", "Policing and crime office", "policing_body")
    desk = unit(force, "n-desk", "Northshire deconfliction desk", "desk")
    regional_desk = unit(rocu, "r-desk", "Northern deconfliction desk", "desk")
    far = unit(other, "e-team", "Eastshire organised crime team", "team")
    return Cast(
        gail=person("Gail Fernsby", team, "Detective Inspector", "investigator"),
        len=person("Len Oakapple", team, "Neighbourhood Inspector", "investigator"),
        mo=person("Mo Tealeaf", keepers, "Intelligence manager", "moderator"),
        cora=person("Cora Plumstead", keepers, "OCG coordinator", "coordinator"),
        sid=person("Sid Marrow", hub, "Safeguarding lead", "safeguarding"),
        rita=person("Rita Quillfeather", investigations, "Detective Inspector", "investigator"),
        hal=person(
            "Hal Brindlewood", investigations, "Handover officer", "handover", "investigator"
        ),
        cass=person("Cass Loomworthy", surveillance, "Surveillance manager", "capability_manager"),
        tess=person("Tess Underbough", level_2, "Chair, Level 2 tasking", "chair"),
        reg=person("Reg Hatherby", regional, "Chair, Regional tasking", "chair"),
        connie=person("Connie Pewter", council_team, "Community safety officer", "partner"),
        pol=person("Pol Greywater", policing, "Policy lead", "policing_body", "clearer"),
        olive=person("Olive Thistledown", far, "Detective Sergeant", "investigator"),
        otto=person("Otto Farthing", far, "Duty desk", "desk"),
        dot=person("Dot Wrenfield", desk, "Deconfliction desk officer", "desk"),
        roz=person("Roz Cinderford", regional_desk, "Deconfliction desk officer", "desk"),
        bolton=bolton,
        system=system,
    )
