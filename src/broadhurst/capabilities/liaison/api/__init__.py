"""JSON API of liaison."""

from ninja import Router

from broadhurst.capabilities.liaison.api import (
    coming_up,
    follow_up,
    log_copies,
    policy_log,
    requests,
    reviews,
)

router = Router(tags=["liaison"])
router.add_router("", requests.router)
router.add_router("", coming_up.router)
router.add_router("", follow_up.router)
router.add_router("", policy_log.router)
router.add_router("", log_copies.router)
router.add_router("", reviews.router)
