"""The URLs of the site and the API."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from ninja import Router
from ninja.errors import ValidationError

from broadhurst.config.health import healthz, readyz
from broadhurst.config.verbs import verbs_of
from broadhurst.foundation.doors.openapi import DescribedAPI
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import open_to_anyone
from broadhurst.foundation.lists.api import router as lists
from broadhurst.foundation.lists.verbs import VerbOnEach
from broadhurst.surfaces.administration.api import router as administration
from broadhurst.surfaces.chief_officers.api import router as chief_officers
from broadhurst.surfaces.dossier.api import router as dossier
from broadhurst.surfaces.home.api import router as home
from broadhurst.surfaces.insight.api import router as insight
from broadhurst.surfaces.ocgs.api import router as ocgs
from broadhurst.surfaces.oversight.api import router as oversight
from broadhurst.surfaces.search.api import router as search

api = DescribedAPI(
    title="Broadhurst",
    version="1",
    description="The same forms and commands as the pages. Send a token as “Bearer …”.",
    docs_url=None,
)

BEGIN = {
    "title": "The API of Broadhurst",
    "description": "/api/v1/openapi.json",
    "who_am_i": "/api/v1/me",
    "token": "Make one with `broadhurst establishment issue-token --label … --days … --as …`, "
    "and send it as “Authorization: Bearer …”. You need one to read the description too.",
    "guide": "docs/api.md in the source",
}


@api.exception_handler(Problem)
def problem(_request: HttpRequest, raised: Problem) -> HttpResponse:
    return raised.response()


@api.exception_handler(Http404)
def not_found(_request: HttpRequest, _missing: Http404) -> HttpResponse:
    return Problem(404, "Not found", "It does not exist, or you cannot see it.").response()


@api.exception_handler(ValidationError)
def unfit(_request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    """Report an invalid query parameter in the same format as an invalid answer of a form."""
    errors = [{"field": str(e["loc"][-1]), "message": str(e["msg"])} for e in invalid.errors]
    return Problem(422, "Some answers are not valid", errors=errors).response()


for room in settings.ROOMS:
    of_room = import_module(f"broadhurst.capabilities.{room}.api").router
    on_each = Router(tags=of_room.tags)
    for verb in verbs_of(room):
        verb.add_to_router(on_each if isinstance(verb, VerbOnEach) else of_room)
    api.add_router("", on_each)  # before the address of one record, which has the same form
    api.add_router("", of_room)
SURFACES = (home, ocgs, dossier, insight, oversight, chief_officers, administration, search)
for router in (*SURFACES, lists):
    api.add_router("", router)


@open_to_anyone
def where_to_begin(_request: HttpRequest) -> HttpResponse:
    """Point a programmer to the API's description, to tokens and to the guide."""
    return JsonResponse(BEGIN)


urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/", where_to_begin),
    path("api/v1/", where_to_begin),
    path("api/v1/", api.urls),
    path("", include("broadhurst.foundation.lists.urls")),
    path("", include("broadhurst.surfaces.home.urls")),
    path("", include("broadhurst.surfaces.insight.urls")),
    path("", include("broadhurst.surfaces.oversight.urls")),
    path("", include("broadhurst.surfaces.chief_officers.urls")),
    path("", include("broadhurst.surfaces.published_funding.urls")),
    path("", include("broadhurst.surfaces.public.urls")),
    path("", include("broadhurst.surfaces.help.urls")),
    path("", include("broadhurst.surfaces.overview.urls")),
    path("", include("broadhurst.surfaces.calendar.urls")),
    path("", include("broadhurst.surfaces.search.urls")),
    *(
        path("", include(pages))
        for room in settings.ROOMS
        if find_spec(pages := f"broadhurst.capabilities.{room}.urls")
    ),
    path("", include("broadhurst.surfaces.administration.urls")),
    path("", include("broadhurst.surfaces.ocgs.urls")),
    path("", include("broadhurst.surfaces.dossier.urls")),  # an OCG's own page, after its verbs
]
handler400 = "broadhurst.foundation.doors.error_handlers.bad_request"
handler404 = "broadhurst.foundation.doors.error_handlers.not_found"
handler500 = "broadhurst.foundation.doors.error_handlers.broken"
