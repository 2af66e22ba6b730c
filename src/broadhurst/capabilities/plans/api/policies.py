"""JSON API to change the desired outcomes and the tactics."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import TacticLibraryOut
from broadhurst.capabilities.plans.api.shapes import as_library
from broadhurst.capabilities.plans.commands.change_tactic import ChangeTacticForm, change_tactic
from broadhurst.capabilities.plans.commands.retire_tactic import RetireTacticForm, retire_tactic
from broadhurst.capabilities.plans.queries.policies import libraries
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/tactics/versions", **api.listing("List the versions of the tactics", TacticLibraryOut)
)
def versions(request: ActingRequest) -> HttpResponse:
    return api.listed(request, libraries(), by="-from_on", as_json=as_library)


@router.post(
    "/tactics/{key}/change-tactic",
    **api.verb(ChangeTacticForm, "Change a tactic", answer=TacticLibraryOut),
)
def tactic_changed(request: ActingRequest, key: str) -> HttpResponse:
    return api.ask(request, ChangeTacticForm, change_tactic, as_json=as_library, key=key)


@router.post(
    "/tactics/{key}/retire-tactic",
    **api.verb(RetireTacticForm, "Retire a tactic", answer=TacticLibraryOut),
)
def tactic_retired(request: ActingRequest, key: str) -> HttpResponse:
    return api.ask(request, RetireTacticForm, retire_tactic, as_json=as_library, key=key)
