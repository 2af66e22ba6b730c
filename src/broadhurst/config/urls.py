"""Every address of the site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from ninja import NinjaAPI

from broadhurst.capabilities.deconfliction.api import router as deconfliction
from broadhurst.capabilities.establishment.api import router as establishment
from broadhurst.capabilities.inspections.api import router as inspections
from broadhurst.capabilities.liaison.api import router as liaison
from broadhurst.capabilities.operations.api import router as operations
from broadhurst.capabilities.plans.api import router as plans
from broadhurst.capabilities.register.api import router as register
from broadhurst.capabilities.safeguarding.api import router as safeguarding
from broadhurst.capabilities.tasking.api import router as tasking
from broadhurst.capabilities.transfers.api import router as transfers
from broadhurst.config.health import healthz, readyz
from broadhurst.foundation.doors.api import Problem
from broadhurst.surfaces.dossier.api import router as dossier
from broadhurst.surfaces.home.api import router as home
from broadhurst.surfaces.insight.api import router as insight

api = NinjaAPI(
    title="Broadhurst",
    version="1",
    description="The same forms and commands as the pages. Send a token as “Bearer …”.",
    docs_url=None,
)


@api.exception_handler(Problem)
def problem(_request: HttpRequest, found: Problem) -> HttpResponse:
    return found.response()


@api.exception_handler(Http404)
def not_found(_request: HttpRequest, _missing: Http404) -> HttpResponse:
    return Problem(404, "Not found", "It is not yours to see, or it is not there.").response()


for router in (
    establishment,
    register,
    plans,
    operations,
    deconfliction,
    safeguarding,
    liaison,
    tasking,
    transfers,
    inspections,
    home,
    dossier,
    insight,
):
    api.add_router("", router)

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/v1/", api.urls),
    path("", include("broadhurst.surfaces.home.urls")),
    path("", include("broadhurst.surfaces.insight.urls")),
    path("", include("broadhurst.surfaces.public.urls")),
    path("", include("broadhurst.capabilities.establishment.urls")),
    path("", include("broadhurst.capabilities.register.urls")),
    path("", include("broadhurst.surfaces.dossier.urls")),
    *(
        path("", include(f"broadhurst.capabilities.{room}.urls"))
        for room in (
            "plans",
            "operations",
            "deconfliction",
            "safeguarding",
            "liaison",
            "tasking",
            "transfers",
            "inspections",
        )
    ),
]
handler500 = "broadhurst.foundation.doors.web.broken"
