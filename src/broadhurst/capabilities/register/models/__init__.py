"""The models of the register."""

from broadhurst.capabilities.register.models.archiving import Archiving
from broadhurst.capabilities.register.models.assessments import Assessment, Moderation
from broadhurst.capabilities.register.models.cover import ActingLead, Cover
from broadhurst.capabilities.register.models.leading import Exemption, Lead, Ownership
from broadhurst.capabilities.register.models.life import Stage
from broadhurst.capabilities.register.models.ocg import Area, Ocg, Protected, ThreatType, TsTzRange
from broadhurst.capabilities.register.models.people import Identifier, Membership, Person, Sex
from broadhurst.capabilities.register.models.policy import Cadence, Scheme
from broadhurst.capabilities.register.models.terms import Term
from broadhurst.capabilities.register.models.told_apart import ToldApart

__all__ = [
    "ActingLead",
    "Archiving",
    "Area",
    "Assessment",
    "Cadence",
    "Cover",
    "Exemption",
    "Identifier",
    "Lead",
    "Membership",
    "Moderation",
    "Ocg",
    "Ownership",
    "Person",
    "Protected",
    "Scheme",
    "Sex",
    "Stage",
    "Term",
    "ThreatType",
    "ToldApart",
    "TsTzRange",
]
