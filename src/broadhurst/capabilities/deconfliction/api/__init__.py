"""JSON API of deconfliction. It cannot list entries, not even the unit's own."""

from ninja import Router

from broadhurst.capabilities.deconfliction.api import checks, entries, hits

router = Router(tags=["deconfliction"])
router.add_router("", checks.router)
router.add_router("", entries.router)
router.add_router("", hits.router)
