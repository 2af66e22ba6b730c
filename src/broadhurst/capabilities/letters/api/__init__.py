"""The API of letters."""

from ninja import Router

from broadhurst.capabilities.letters.api import copies, kept, letters

router = Router(tags=["letters"])
router.add_router("", kept.router)
router.add_router("", letters.router)
router.add_router("", copies.router)
