"""JSON API of transfers."""

from ninja import Router

from broadhurst.capabilities.transfers.api import transfers

router = Router(tags=["transfers"])
router.add_router("", transfers.router)
