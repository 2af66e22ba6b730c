"""The JSON of an archived OCG."""

from ninja import Router

from broadhurst.capabilities.archiving.schemas import ArchivingOut, OcgStateOut
from broadhurst.capabilities.register.models import Archiving, Ocg

router = Router(tags=["register"])


def as_archiving(archiving: Archiving) -> ArchivingOut:
    return ArchivingOut(
        ocg=archiving.ocg.ref,
        reason=archiving.reason,
        explanation=archiving.explanation,
        outcome=archiving.outcome,
        proposed_by=archiving.proposed_by.username,
        proposed_at=archiving.proposed_at,
    )


def as_state(ocg: Ocg) -> OcgStateOut:
    return OcgStateOut(ref=ocg.ref, name=ocg.name, state=ocg.status)
