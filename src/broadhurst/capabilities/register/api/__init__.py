"""The JSON API of the register."""

from ninja import Router

from broadhurst.capabilities.register.api import assessments, ocgs

router = Router(tags=["register"])
router.add_router("", ocgs.router)
router.add_router("", assessments.router)
