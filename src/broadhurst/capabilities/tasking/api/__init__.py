"""JSON API of tasking."""

from ninja import Router

from broadhurst.capabilities.tasking.api import bids, boards, demand, directions

router = Router(tags=["tasking"])
router.add_router("", boards.router)
router.add_router("", bids.router)
router.add_router("", directions.router)
router.add_router("", demand.router)
