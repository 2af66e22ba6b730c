"""JSON API of transfers."""

from ninja import Router

from broadhurst.capabilities.transfers.api import asked, transfers

router = Router(tags=["transfers"])
router.add_router("", asked.router)
router.add_router("", transfers.router)
