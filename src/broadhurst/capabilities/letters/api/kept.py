"""API endpoints to read templates, house style and signatories."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.letters.api.shapes import (
    as_house_style,
    as_signatory,
    as_template,
    as_version,
)
from broadhurst.capabilities.letters.lists import TEMPLATES
from broadhurst.capabilities.letters.queries.kept import (
    signatories,
    style_of,
    templates,
    versions_of,
)
from broadhurst.capabilities.letters.rules.variables import VARIABLES
from broadhurst.capabilities.letters.schemas import (
    HouseStyleOut,
    SignatoryOut,
    TemplateOut,
    VariableOut,
    VariablesOut,
    VersionsOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/letters/templates",
    **lists.listing(TEMPLATES, "List your unit's letter templates", TemplateOut),
)
def list_templates(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, TEMPLATES, as_template)


@router.get(
    "/letters/variables", summary="The variables that a template can have", response=VariablesOut
)
def list_variables(request: ActingRequest) -> HttpResponse:
    return api.answer(
        VariablesOut(
            items=[
                VariableOut(
                    name=name,
                    meaning=variable.meaning,
                    kinds=[*variable.kinds],
                    alone=variable.is_block,
                )
                for name, variable in VARIABLES.items()
            ]
        )
    )


@router.get("/letters/templates/{ref}", summary="One letter template", response=TemplateOut)
def one_template(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_template(api.find(request, templates(), ref=ref)))


@router.get(
    "/letters/templates/{ref}/versions",
    summary="Every version of a letter template",
    response=VersionsOut,
)
def template_versions(request: ActingRequest, ref: str) -> HttpResponse:
    template = api.find(request, templates(), ref=ref)
    return api.all_of(versions_of(template), as_version)


@router.get("/letters/house-style", summary="The house style of your unit", response=HouseStyleOut)
def house_style(request: ActingRequest) -> HttpResponse:
    return api.answer(as_house_style(style_of(request.actor.unit)))


@router.get(
    "/letters/signatories", **api.listing("List the signatories of your unit", SignatoryOut)
)
def list_signatories(request: ActingRequest) -> HttpResponse:
    rows = signatories().filter(unit=request.actor.unit)
    return api.listed(request, rows, by="name", as_json=as_signatory)
