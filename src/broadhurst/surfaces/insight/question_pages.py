"""Pages of the questions of a role, and of the catalogue of all figures."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.board_packs.rules import objections_to_make
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope, scope_choices
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import SEEN, Scope
from broadhurst.foundation.figure.months import year_before
from broadhurst.foundation.govuk.fields import DateField, SelectField, TextField
from broadhurst.surfaces.insight import catalogue
from broadhurst.surfaces.insight.answers import Answer, answers
from broadhurst.surfaces.insight.roles import role_page, role_pages


class ScopeForm(forms.Form):
    """A form for the scope and the period: the year to today, if none is given."""

    scope = SelectField(label="Whose records", choices=[], required=False)
    since = DateField(label="From", required=False)
    as_of = DateField(label="To the end of", required=False)

    def period(self) -> tuple[date, date]:
        """Return the first and the last day. A first day after the last gets an error."""
        answers = self.cleaned_data if self.is_valid() else {}
        as_of: date = answers.get("as_of") or clock.today()
        since: date = answers.get("since") or year_before(as_of)
        if since > as_of:
            self.add_error("since", "Enter a first day that is on or before the last day.")
            since = year_before(as_of)
        self.fields["since"].initial, self.fields["as_of"].initial = since, as_of
        return since, as_of


class QuestionsForm(ScopeForm):
    role = SelectField(label="Role", choices=[], required=False)


class CatalogueForm(ScopeForm):
    words = TextField(label="Words (optional)", required=False, max_length=100)
    room = SelectField(label="Room (optional)", choices=catalogue.ROOM_CHOICES, required=False)
    compare = DateField(label="Compare with the end of (optional)", required=False)

    def clean_compare(self) -> date | None:
        """Refuse a day that has not come."""
        other: date | None = self.cleaned_data["compare"]
        objections = rules.objections_to_compare(other, today=clock.today()) if other else []
        if objections:
            raise forms.ValidationError(objections)
        return other


@one_pass()
def questions(request: ActingRequest) -> HttpResponse:
    """Answer the six questions of a role. A role or scope that is not the reader's is a 404."""
    page = role_page(request.actor, request.GET.get("role", ""))
    if page is None:
        raise Http404
    form = QuestionsForm(request.GET or None)
    offered = role_pages(request.actor)
    if len(offered) > 1:
        _choices(
            form,
            "role",
            [(scope_offered.key, scope_offered.label) for scope_offered in offered],
            page.key,
        )
    else:
        del form.fields["role"]
    default = SEEN.key if page.of_seen else ""
    scope, since, as_of = _read(request, form, default)
    answers_shown = answers(request.actor, page, scope, since, as_of)
    query = _query(scope, since, as_of)
    reasons = {answer.not_compared for answer in answers_shown}
    context: dict[str, Any] = {
        "form": form, "page": page, "scope": scope, "since": since, "as_of": as_of,
        "not_compared": reasons.pop() if len(reasons) == 1 else "",
        "answers": [(answer, _figure_href(answer, query)) for answer in answers_shown],
        "has_records": any(answer.figure.has_records for answer in answers_shown),
        "catalogue": f"{reverse('insight:catalogue')}?{query}",
        "all_figures": f"{reverse('insight:all_figures')}?{query}",
        "makes_packs": not objections_to_make(request.actor.roles),
        "counts_others": scope.is_of_organisations,
        "several": len(scope.agencies or ()) > 1,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "insight/questions.html", context, status=status)


@one_pass()
def catalogue_page(request: ActingRequest) -> HttpResponse:
    """List all figures by word and room, a page at a time, on one day or two."""
    form = CatalogueForm(request.GET or None)
    scope, since, as_of = _read(request, form, "")
    chosen_answers = form.cleaned_data if form.is_bound and form.is_valid() else {}
    compare = chosen_answers.get("compare")
    if compare and chosen_scope(request.actor, scope.key, compare) is None:
        form.add_error("compare", catalogue.NOT_ALLOWED)
        compare = None
    names = catalogue.matching(chosen_answers.get("words", ""), chosen_answers.get("room", ""))
    after = request.GET.get("after", "")
    page = catalogue.page_of(
        request.actor, names, scope, since, as_of, after=after, compare=compare
    )
    query = _query(scope, since, as_of)
    context: dict[str, Any] = {
        "form": form, "page": page, "scope": scope, "since": since, "as_of": as_of,
        "compare": compare, "total": len(names),
        "rows": [
            (figure, f"{reverse('insight:figure', args=[figure.measure.name])}?{query}")
            for figure in page.rows
        ],
        "questions": f"{reverse('insight:insight')}?{query}",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "insight/catalogue.html", context, status=status)


def _read(request: ActingRequest, form: ScopeForm, default: str) -> tuple[Scope, date, date]:
    """Return the scope and the period of a form. `default` is the key of the scope without one."""
    choices = scope_choices(request.actor, clock.today())
    if choices:
        _choices(form, "scope", choices, "")
    else:
        del form.fields["scope"]
    since, as_of = form.period()
    scope = chosen_scope(request.actor, request.GET.get("scope", "") or default, as_of)
    if scope is None:
        raise Http404
    if choices:
        form.fields["scope"].initial = scope.key
    return scope, since, as_of


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]], initial: str) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
    form.fields[name].initial = initial


def _query(scope: Scope, since: date, as_of: date) -> str:
    parameters = {"scope": scope.key, "since": since.isoformat(), "as_of": as_of.isoformat()}
    return urlencode(parameters)


def _figure_href(answer: Answer, query: str) -> str:
    return f"{reverse('insight:figure', args=[answer.measure.name])}?{query}"
