"""The JSON API of the register."""

from ninja import Router

from broadhurst.capabilities.register.api import archiving, assessments, ocgs, people

router = Router(tags=["register"])
router.add_router("", ocgs.router)
router.add_router("", people.router)
router.add_router("", assessments.router)
router.add_router("", archiving.router)
