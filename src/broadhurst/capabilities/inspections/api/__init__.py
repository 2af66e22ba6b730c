"""The API of inspections."""

from ninja import Router

from broadhurst.capabilities.inspections.api import (
    answers,
    over_the_years,
    paragraphs,
    reports,
    responses,
    versions,
)

router = Router(tags=["inspections"])
router.add_router("", reports.router)
router.add_router("", responses.router)
router.add_router("", answers.router)
router.add_router("", over_the_years.router)
router.add_router("", versions.router)
router.add_router("", paragraphs.router)
