"""JSON API of meetings."""

from ninja import Router

from broadhurst.capabilities.meetings.api import actions, agendas

router = Router(tags=["meetings"])
router.add_router("", agendas.router)
router.add_router("", actions.router)
