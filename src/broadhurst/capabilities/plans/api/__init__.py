"""JSON API of plans."""

from ninja import Router

from broadhurst.capabilities.plans.api import actions, aims, plans, policies

router = Router(tags=["plans"])
router.add_router("", plans.router)
router.add_router("", aims.router)
router.add_router("", actions.router)
router.add_router("", policies.router)
