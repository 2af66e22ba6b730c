"""The JSON door of inspections."""

from ninja import Router

from broadhurst.capabilities.inspections.api import answers, reports, responses

router = Router(tags=["inspections"])
router.add_router("", reports.router)
router.add_router("", responses.router)
router.add_router("", answers.router)
