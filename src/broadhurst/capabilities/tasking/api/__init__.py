"""JSON API of tasking."""

from ninja import Router

from broadhurst.capabilities.tasking.api import bids, boards

router = Router(tags=["tasking"])
router.add_router("", boards.router)
router.add_router("", bids.router)
