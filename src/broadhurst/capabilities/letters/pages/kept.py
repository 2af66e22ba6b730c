"""Pages of what a unit keeps for its letters: templates, house style, signatories, pictures."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

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
from broadhurst.capabilities.letters.models import Kind, Template
from broadhurst.capabilities.letters.queries.kept import (
    newest_version,
    pictures,
    signatories,
    style_of,
    templates,
    versions_of,
)
from broadhurst.capabilities.letters.queries.merged import example
from broadhurst.capabilities.letters.rules.templates import objections_to_keep
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.rules.variables import (
    VARIABLES,
    objections_to_template,
    shown,
)
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show

FORM = "letters/template_form.html"


def templates_page(request: ActingRequest) -> HttpResponseBase:
    """List the templates of the reader's unit."""
    may_keep = not objections_to_keep(request.actor)
    return show(request, TEMPLATES, "letters/templates.html", may_keep=may_keep)


def template_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one template with examples in its variables, and every version."""
    template = web.find(request, templates(), ref=ref)
    versions = list(versions_of(template))
    number = request.GET.get("version", "")
    version = next((version for version in versions if str(version.number) == number), versions[0])
    context = {
        "template": template,
        "versions": versions,
        "version": version,
        "may_keep": not objections_to_keep(request.actor, template),
        "marking": "OFFICIAL",
        **_preview(version.text, template.kind),
    }
    return render(request, "letters/template.html", context)


def write_template_page(request: ActingRequest) -> HttpResponse:
    kind = request.POST.get("kind", "")
    context = {"back": reverse("letters:templates"), **_beside(request, "", kind)}
    return web.ask(
        request,
        write_template.WriteTemplateForm,
        write_template.write_template,
        title="Write a letter template",
        submit="Save template",
        go_to=_template_address,
        done="The template is saved.",
        template=FORM,
        context=context,
    )


def edit_template_page(request: ActingRequest, ref: str) -> HttpResponse:
    template = web.find(request, templates(), ref=ref)
    saved = newest_version(template).text
    context = {"back": _template_address(template), **_beside(request, saved, template.kind)}
    return web.ask(
        request,
        edit_template.EditTemplateForm,
        edit_template.edit_template,
        title="Edit the letter template",
        submit="Save new version",
        go_to=_template_address,
        done="The new version is saved. Letters keep the version they were made with.",
        template=FORM,
        context=context,
        letter_template=template,
    )


def _beside(request: ActingRequest, saved: str, kind: str) -> dict[str, Any]:
    """Return the preview beside the form, of what is typed or saved, and the variables."""
    typed = request.POST.get("text", saved).replace("\r\n", "\n")
    known = {
        name: variable for name, variable in VARIABLES.items() if not kind or kind in variable.kinds
    }
    variables = [(shown(name), variable.meaning) for name, variable in known.items()]
    if not typed or kind not in Kind.values:
        return {"variables": variables}
    return {"variables": variables, **_preview(typed, kind)}


def _preview(text: str, kind: str) -> dict[str, Any]:
    """Return a template with examples, and what is wrong with it."""
    faults = objections_to_template(text, kind) + objections_to_text(text, "the template")
    try:
        return {"preview": example(text, kind), "faults": faults}
    except CannotRender as cannot:
        return {"faults": [*faults, str(cannot)]}


def _template_address(template: Template) -> str:
    return reverse("letters:template", args=[template.ref])


def _about_template(request: ActingRequest, ref: str) -> dict[str, Any]:
    template = web.find(request, templates(), ref=ref)
    return {
        "letter_template": template,
        "go_to": _template_address,
        "context": {"back": _template_address(template)},
    }


withdraw_template_page = web.verb(
    withdraw_template.WithdrawTemplateForm, withdraw_template.withdraw_template, _about_template,
    "Withdraw the letter template", "Withdraw template",
    "The template is withdrawn. Letters that were made with it stay.", danger=True,
)  # fmt: skip


def house_style_page(request: ActingRequest) -> HttpResponse:
    """Show the house style of the reader's unit, and who signs its letters."""
    rows = signatories().filter(unit=request.actor.unit, withdrawn_at=None)
    context = {
        "style": style_of(request.actor.unit),
        "signatories": rows,
        "may_keep": not objections_to_keep(request.actor),
        "marking": "OFFICIAL",
    }
    return render(request, "letters/house_style.html", context)


def set_house_style_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        set_house_style.SetHouseStyleForm,
        set_house_style.set_house_style,
        title="Set the house style",
        submit="Save house style",
        go_to=reverse("letters:house_style"),
        done="The house style is saved. Issued letters keep the one they have.",
    )


def add_signatory_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        add_signatory.AddSignatoryForm,
        add_signatory.add_signatory,
        title="Add a signatory",
        submit="Add signatory",
        go_to=reverse("letters:house_style"),
        done="The signatory is added.",
    )


def _about_signatory(request: ActingRequest, ref: str) -> dict[str, Any]:
    signatory = web.find(request, signatories(), ref=ref)
    return {"signatory": signatory, "go_to": reverse("letters:house_style")}


edit_signatory_page = web.verb(
    edit_signatory.EditSignatoryForm, edit_signatory.edit_signatory, _about_signatory,
    "Edit the signatory", "Save signatory",
    "The signatory is saved. Issued letters keep the signature they have.",
)  # fmt: skip
withdraw_signatory_page = web.verb(
    withdraw_signatory.WithdrawSignatoryForm, withdraw_signatory.withdraw_signatory,
    _about_signatory, "Withdraw the signatory", "Withdraw signatory",
    "The signatory is withdrawn.", danger=True,
)  # fmt: skip


def picture_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a crest or a signature to its unit."""
    picture = web.find(request, pictures(), ref=ref)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
    return HttpResponse(
        bytes(picture.content), content_type=f"image/{picture.kind}", headers=headers
    )
