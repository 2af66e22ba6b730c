"""JSON API of liaison."""

from ninja import Router

from broadhurst.capabilities.liaison.api import coming_up, follow_up, policy_log, requests

router = Router(tags=["liaison"])
router.add_router("", requests.router)
router.add_router("", coming_up.router)
router.add_router("", follow_up.router)
router.add_router("", policy_log.router)
