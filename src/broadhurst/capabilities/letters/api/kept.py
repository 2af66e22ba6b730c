"""API endpoints for templates, house style and signatories."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.letters.api.shapes import (
    as_house_style,
    as_signatory,
    as_template,
    as_version,
)
from broadhurst.capabilities.letters.commands import (
    add_signatory,
    edit_signatory,
    edit_template,
    set_house_style,
    withdraw_signatory,
    withdraw_template,
    write_template,
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


@router.post(
    "/letters/templates",
    **api.verb(
        write_template.WriteTemplateForm, "Write a letter template", 201, answer=TemplateOut
    ),
)
def template_written(request: ActingRequest) -> HttpResponse:
    form, then = write_template.WriteTemplateForm, write_template.write_template
    return api.ask(request, form, then, as_json=as_template, status=201)


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


@router.post(
    "/letters/templates/{ref}/edit",
    **api.verb(edit_template.EditTemplateForm, "Edit a letter template", answer=TemplateOut),
)
def template_edited(request: ActingRequest, ref: str) -> HttpResponse:
    template = api.find(request, templates(), ref=ref)
    form, then = edit_template.EditTemplateForm, edit_template.edit_template
    return api.ask(request, form, then, as_json=as_template, letter_template=template)


@router.post(
    "/letters/templates/{ref}/withdraw",
    **api.verb(
        withdraw_template.WithdrawTemplateForm, "Withdraw a letter template", answer=TemplateOut
    ),
)
def template_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    template = api.find(request, templates(), ref=ref)
    form, then = withdraw_template.WithdrawTemplateForm, withdraw_template.withdraw_template
    return api.ask(request, form, then, as_json=as_template, letter_template=template)


@router.get("/letters/house-style", summary="The house style of your unit", response=HouseStyleOut)
def house_style(request: ActingRequest) -> HttpResponse:
    return api.answer(as_house_style(style_of(request.actor.unit)))


@router.post(
    "/letters/house-style/set",
    **api.verb(
        set_house_style.SetHouseStyleForm, "Set the house style of your unit", answer=HouseStyleOut
    ),
)
def house_style_set(request: ActingRequest) -> HttpResponse:
    form, then = set_house_style.SetHouseStyleForm, set_house_style.set_house_style
    return api.ask(request, form, then, as_json=as_house_style)


@router.get(
    "/letters/signatories", **api.listing("List the signatories of your unit", SignatoryOut)
)
def list_signatories(request: ActingRequest) -> HttpResponse:
    rows = signatories().filter(unit=request.actor.unit)
    return api.listed(request, rows, by="name", as_json=as_signatory)


@router.post(
    "/letters/signatories",
    **api.verb(add_signatory.AddSignatoryForm, "Add a signatory", 201, answer=SignatoryOut),
)
def signatory_added(request: ActingRequest) -> HttpResponse:
    form, then = add_signatory.AddSignatoryForm, add_signatory.add_signatory
    return api.ask(request, form, then, as_json=as_signatory, status=201)


@router.post(
    "/letters/signatories/{ref}/edit",
    **api.verb(edit_signatory.EditSignatoryForm, "Edit a signatory", answer=SignatoryOut),
)
def signatory_edited(request: ActingRequest, ref: str) -> HttpResponse:
    signatory = api.find(request, signatories(), ref=ref)
    form, then = edit_signatory.EditSignatoryForm, edit_signatory.edit_signatory
    return api.ask(request, form, then, as_json=as_signatory, signatory=signatory)


@router.post(
    "/letters/signatories/{ref}/withdraw",
    **api.verb(
        withdraw_signatory.WithdrawSignatoryForm, "Withdraw a signatory", answer=SignatoryOut
    ),
)
def signatory_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    signatory = api.find(request, signatories(), ref=ref)
    form, then = withdraw_signatory.WithdrawSignatoryForm, withdraw_signatory.withdraw_signatory
    return api.ask(request, form, then, as_json=as_signatory, signatory=signatory)
