"""The cast of the demo region: real organisations, made-up people and units.

The people of the tour have short usernames and a password. The others only appear on records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Unit

PASSWORD = "broadhurst-demo"  # noqa: S105 - public: it only opens made-up data, and is printed
FORCES = ("gmp", "merseyside", "lancashire", "cheshire", "north-wales", "cumbria")


@dataclass
class Force:
    """The people of one force, as the script needs them."""

    agency: Agency
    moderator: Actor
    coordinator: Actor
    chair: Actor
    teams: dict[str, tuple[Actor, Actor]] = field(default_factory=dict)
    safeguarding: dict[str, Actor] = field(default_factory=dict)
    councils: dict[str, Actor] = field(default_factory=dict)


@dataclass
class Region:
    """Everyone in the demo: six forces, the ROCU, the policing body and the partners."""

    system: Actor
    forces: dict[str, Force]
    rocu: dict[str, Actor]
    authority: dict[str, Actor]
    partners: dict[str, Actor]
    names: Iterator[str]
    boards: dict[str, Unit]
    chairs: dict[str, Actor]
    desks: dict[str, Actor]
    partner_lro: Actor
    managers: dict[str, Actor]  # of capabilities, by their code


TOUR = {
    "gail": ("Gail Fernsby", "SIO in Challenger Bolton: registers, plans and bids"),
    "len": ("Len Oakapple", "LRO in Challenger Bolton"),
    "mo": ("Mo Tealeaf", "moderates assessments and disruptions for GMP"),
    "cora": ("Cora Plumstead", "keeps GMP's register of OCGs"),
    "connie": ("Connie Pewterby", "Bolton Council: sees her team's actions and their briefs alone"),
    "nell": ("Nell Tansyfield", "Bolton Council: LRO of one OCG, and sees its plan and liaison"),
    "sid": ("Sid Marrowfield", "Complex Safeguarding in Bolton"),
    "tess": ("Tess Underbough", "chairs Level 2 tasking"),
    "cass": ("Cass Loomworthy", "manages the NWROCU's surveillance teams"),
    "reg": ("Reg Hatherby", "chairs Regional tasking"),
    "rita": ("Rita Quillfeather", "SIO in the NWROCU"),
    "hal": ("Hal Brindlewood", "accepts handovers for the NWROCU"),
    "olive": ("Olive Thistledown", "SIO in Merseyside: another force, who must not see"),
    "anya": ("Anya Rookwood", "chief officer of the NWROCU: sees funding that ends on 31 March"),
    "dot": ("Dot Wrenfield", "GMP's deconfliction desk: chases hits that nobody answers"),
    "pol": ("Pol Greywater", "GMCA: drafts the answer to the inspectorate"),
    "della": ("Della Brightwater", "GMCA: clears and publishes it"),
    "hope": ("Hope Sallowfield", "HMICFRS: compares the figures of forces; sees no OCG"),
    "ada": ("Ada Pennick", "administers GMP's units, officers and postings; sees no OCG"),
    "asta": ("Asta Brackenreed", "GMP's auditor: reads who did what and when; sees no OCG"),
    "ivy": ("Ivy Sorrel", "administers the service: organisations and policing bodies"),
}
OWN_TEAM = "gmp-surveillance"  # a capability that GMP has itself
CAPABILITY_UNITS = (
    "surveillance",
    "cyber-crime",
    "asset-recovery",
    "technical-surveillance",
    "toex",
)
