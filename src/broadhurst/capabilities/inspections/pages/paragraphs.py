"""Pages of a letter's paragraphs, and of an organisation's standard paragraphs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.inspections.commands import (
    choose_paragraphs,
    edit_paragraph,
    withdraw_paragraph,
    write_paragraph,
)
from broadhurst.capabilities.inspections.figures.letter import catalogue
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.rules.paragraphs import objections_to_keep
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.doors.wall import ActingRequest


def choose_paragraphs_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Choose the paragraphs of the letter. The page shows what each says today."""
    response = web.find(request, responses(), ref=ref)
    back = reverse("inspections:response", args=[ref])
    context = {
        "caption": f"{response.subject} {ref}",
        "back": back,
        "below": "inspections/_catalogue.html",
        "catalogue": html(catalogue(response, clock.today()), below=2),
    }
    return web.ask(
        request,
        choose_paragraphs.ChooseParagraphsForm,
        choose_paragraphs.choose_paragraphs,
        title="Choose the paragraphs of the letter",
        submit="Save paragraphs",
        go_to=back,
        done="The paragraphs are saved.",
        context=context,
        response=response,
    )


def paragraphs_page(request: ActingRequest) -> HttpResponse:
    """List the standard paragraphs of the actor's organisation."""
    context = {
        "paragraphs": standard_paragraphs().filter(withdrawn_at=None),
        "may_keep": not objections_to_keep(request.actor),
    }
    return render(request, "inspections/paragraphs.html", context)


def write_paragraph_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        write_paragraph.WriteParagraphForm,
        write_paragraph.write_paragraph,
        title="Write a standard paragraph",
        submit="Save paragraph",
        go_to=reverse("inspections:paragraphs"),
        done="The paragraph is saved. You can choose it for any letter.",
        context={"back": reverse("inspections:paragraphs")},
    )


def edit_paragraph_page(request: ActingRequest, ref: str) -> HttpResponse:
    paragraph = web.find(request, standard_paragraphs(), ref=ref)
    return web.ask(
        request,
        edit_paragraph.EditParagraphForm,
        edit_paragraph.edit_paragraph,
        title="Edit this paragraph",
        submit="Save paragraph",
        go_to=reverse("inspections:paragraphs"),
        done="The paragraph is saved. Letters that already have it keep their words.",
        context={"back": reverse("inspections:paragraphs")},
        paragraph=paragraph,
    )


def withdraw_paragraph_page(request: ActingRequest, ref: str) -> HttpResponse:
    paragraph = web.find(request, standard_paragraphs(), ref=ref)
    return web.ask(
        request,
        withdraw_paragraph.WithdrawParagraphForm,
        withdraw_paragraph.withdraw_paragraph,
        title="Withdraw this paragraph",
        submit="Withdraw paragraph",
        go_to=reverse("inspections:paragraphs"),
        done="The paragraph is withdrawn. Letters that already have it keep it.",
        context={
            "back": reverse("inspections:paragraphs"),
            "danger": True,
        },
        paragraph=paragraph,
    )
