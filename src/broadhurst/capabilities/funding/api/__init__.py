"""JSON API of funding."""

from ninja import Router

from broadhurst.capabilities.funding.api import lines, outlook, posts

router = Router(tags=["funding"])
router.add_router("", outlook.router)
router.add_router("", lines.router)
router.add_router("", posts.router)
