"""API endpoints for the paragraphs of letters."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.response_shapes import as_response
from broadhurst.capabilities.inspections.api.schemas import ParagraphOut, ParagraphsOut, ResponseOut
from broadhurst.capabilities.inspections.api.shapes import as_paragraph, as_paragraphs
from broadhurst.capabilities.inspections.commands import (
    choose_paragraphs,
    edit_paragraph,
    withdraw_paragraph,
    write_paragraph,
)
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/responses/{ref}/paragraphs",
    summary="The paragraphs that a letter can have",
    response=ParagraphsOut,
)
def paragraphs_offered(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_paragraphs(api.find(request, responses(), ref=ref)))


@router.post(
    "/responses/{ref}/choose-paragraphs",
    **api.verb(
        choose_paragraphs.ChooseParagraphsForm,
        "Choose the paragraphs of a letter",
        answer=ResponseOut,
    ),
)
def paragraphs_chosen(request: ActingRequest, ref: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    form, then = choose_paragraphs.ChooseParagraphsForm, choose_paragraphs.choose_paragraphs
    return api.ask(request, form, then, as_json=as_response, response=response)


@router.get(
    "/paragraphs", **api.listing("List your organisation's standard paragraphs", ParagraphOut)
)
def list_paragraphs(request: ActingRequest) -> HttpResponse:
    rows = standard_paragraphs().filter(withdrawn_at=None)
    return api.listed(request, rows, by="title", as_json=as_paragraph)


@router.post(
    "/paragraphs",
    **api.verb(
        write_paragraph.WriteParagraphForm, "Write a standard paragraph", 201, answer=ParagraphOut
    ),
)
def paragraph_written(request: ActingRequest) -> HttpResponse:
    form, then = write_paragraph.WriteParagraphForm, write_paragraph.write_paragraph
    return api.ask(request, form, then, as_json=as_paragraph, status=201)


@router.post(
    "/paragraphs/{ref}/edit",
    **api.verb(edit_paragraph.EditParagraphForm, "Edit a standard paragraph", answer=ParagraphOut),
)
def paragraph_edited(request: ActingRequest, ref: str) -> HttpResponse:
    paragraph = api.find(request, standard_paragraphs(), ref=ref)
    form, then = edit_paragraph.EditParagraphForm, edit_paragraph.edit_paragraph
    return api.ask(request, form, then, as_json=as_paragraph, paragraph=paragraph)


@router.post(
    "/paragraphs/{ref}/withdraw",
    **api.verb(
        withdraw_paragraph.WithdrawParagraphForm,
        "Withdraw a standard paragraph",
        answer=ParagraphOut,
    ),
)
def paragraph_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    paragraph = api.find(request, standard_paragraphs(), ref=ref)
    form, then = withdraw_paragraph.WithdrawParagraphForm, withdraw_paragraph.withdraw_paragraph
    return api.ask(request, form, then, as_json=as_paragraph, paragraph=paragraph)
