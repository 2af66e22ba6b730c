"""Drafts at the pages: save while the officer types, offer to continue, and delete once sent.

A draft is saved at the address of its form. So only somebody who can open the form can save one,
and the page needs no address of its own for it.
"""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.doors.check_answers import AND_THEN
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.optimistic_lock import AS_SHOWN
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.drafts.models import Draft
from broadhurst.foundation.drafts.store import draft_at, drop, keep
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.widgets import PasswordInput

SAVE, DISCARD = "draft", "discard"  # the buttons
CONTINUE = "draft"  # the parameter of the URL
VERSION = "draft_version"  # the hidden input
FEWEST = 5  # a form with more questions than this is long
MOST_CHARACTERS = 200_000
TOO_LONG = "This is too long for a draft. Send the form, or shorten your answers."
MARKED = (
    "A draft must not include “{}”. Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE only, so "
    "nothing was saved."
)
ELSEWHERE = (
    "This form has another draft, saved {} in another window or on another device. Nothing was "
    "saved over it. Open the form again to continue that draft."
)
GONE = "This draft was sent or discarded in another window. Open the form again to start a new one."


def takes_drafts(form: CommandForm) -> bool:
    """Return whether a form is long enough to save drafts of it."""
    return len(_kept_fields(form)) > FEWEST


def offer(request: ActingRequest, form: CommandForm) -> dict[str, Any]:
    """Return the draft for the page, and fill in the form if the officer continues the draft."""
    if not takes_drafts(form):
        return {}
    if request.method == "POST":
        return {"drafts": True, "draft_version": _version(request)}
    draft = draft_at(request.actor, request.path)
    if draft is None or CONTINUE not in request.GET:
        return {"drafts": True, "draft": draft, "draft_version": 0}
    answers = as_sent(draft.answers)
    form.initial.update(initial_of(form, answers))
    context: dict[str, Any] = {"drafts": True, "draft_version": draft.version}
    if AS_SHOWN in answers:
        # A colleague's change since then is told as usual, when the form is sent.
        context["as_shown"] = {"name": AS_SHOWN, "value": answers[AS_SHOWN]}
    return context


def save_if_asked(request: ActingRequest, form: CommandForm, title: str) -> HttpResponse | None:
    """Save or discard the draft, if one of these buttons was pressed.

    Return None if not, or if the page has to be shown again with the reason. A script gets JSON:
    the new version and a sentence, or 409 with the reason.
    """
    pressed = request.POST.get(AND_THEN)
    if pressed not in (SAVE, DISCARD) or not takes_drafts(form):
        return None
    if pressed == DISCARD:
        return discard(request)
    draft, wrong = keep_answers(request, title, answers_in(request.POST, form), _version(request))
    response = response_to_save(request, draft, wrong)
    if response is None:
        form.errors.clear()
        form.add_error(None, wrong)
    return response


def discard(request: ActingRequest) -> HttpResponse:
    """Discard the draft, and show the form as it begins."""
    drop(request.actor, request.path)
    messages.success(request, "The draft is discarded.")
    return redirect(request.path)


def response_to_save(
    request: ActingRequest, draft: Draft | None, wrong: str
) -> HttpResponse | None:
    """Answer a save, or return None if the page has to be shown again with what is wrong."""
    if request.accepts("text/html"):
        if draft is None:
            return None
        messages.success(request, f"{_status(draft)} Find it on this page until you send it.")
        return redirect("home:drafts")
    if draft is None:
        return JsonResponse({"message": wrong}, status=409)
    return JsonResponse({"version": draft.version, "message": _status(draft)})


def delete_sent(request: ActingRequest, form: CommandForm) -> None:
    """Delete the draft of a form whose command has succeeded."""
    if takes_drafts(form):
        drop(request.actor, request.path)


def keep_answers(
    request: ActingRequest, title: str, answers: dict[str, list[str]], version: int
) -> tuple[Draft | None, str]:
    """Save the answers over a version of the draft. Return the draft, or the reason why not."""
    if len(json.dumps(answers)) > MOST_CHARACTERS:
        return None, TOO_LONG
    if marking := find_marking("\n".join(text for texts in answers.values() for text in texts)):
        return None, MARKED.format(marking)
    draft = keep(request.actor, request.path, title, answers, version)
    if draft is not None:
        return draft, ""
    other_draft = draft_at(request.actor, request.path)
    return None, ELSEWHERE.format(words.moment(other_draft.saved_at)) if other_draft else GONE


def _version(request: ActingRequest) -> int:
    version = request.POST.get(VERSION, "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0


def _status(draft: Draft) -> str:
    return f"Draft saved at {words.time_of_day(draft.saved_at)}."


def _kept_fields(form: CommandForm) -> list[str]:
    """Return the questions whose answers may be in a draft: no file and no password."""
    return [
        field.name
        for field in form.visible_fields()
        if not isinstance(field.field, forms.FileField)
        and not isinstance(field.field.widget, PasswordInput)
    ]


def answers_in(posted: QueryDict, form: CommandForm) -> dict[str, list[str]]:
    """Return the typed answers by the name of the input. A date has an input for each part."""
    names = (*_kept_fields(form), AS_SHOWN)
    excluded = form.fields.keys() - set(names)
    return {
        key: values
        for key, values in posted.lists()
        if key not in excluded and any(key == name or key.startswith(f"{name}_") for name in names)
    }


def as_sent(answers: Mapping[str, list[str]]) -> QueryDict:
    """Return a draft's answers as a browser sends them."""
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, values)
    return data


def initial_of(form: CommandForm, answers: QueryDict) -> Mapping[str, Any]:
    """Return a draft's answers as initial values, so that no error is shown before it is sent."""
    files: MultiValueDict[str, Any] = MultiValueDict()
    return {
        name: form.fields[name].widget.value_from_datadict(answers, files, name)
        for name in _kept_fields(form)
        if not form.fields[name].widget.value_omitted_from_data(answers, files, name)
    }
