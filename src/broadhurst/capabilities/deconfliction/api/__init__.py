"""The JSON door of this room. There is no way to list entries: not one's own, not anyone's."""

from ninja import Router

from broadhurst.capabilities.deconfliction.api import (
    asking,
    bulk,
    checks,
    events,
    hits,
)

router = Router(tags=["deconfliction"])
router.add_router("", checks.router)
router.add_router("", asking.router)
router.add_router("", bulk.router)
router.add_router("", hits.router)
router.add_router("", events.router)
