"""Ask an occasional user one question a page, and show the answers before they are sent.

The answers so far are the draft of the form. So the browser's Back button works, and the form can
be continued on another device. The last page sends what the whole form sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

from django.forms.utils import ErrorDict
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.doors import drafts
from broadhurst.foundation.doors.check_answers import (
    AND_THEN,
    CHECK_ANSWERS,
    answers_in_words,
    sent_again,
)
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.drafts.models import Draft
from broadhurst.foundation.drafts.store import draft_at

MOST_TOGETHER = 4  # a form with more pages than this asks one question a page
# Policing bodies and clearers use Broadhurst rarely too, but their forms are their daily work.
ASKED_ONE_BY_ONE = frozenset({Role.PARTNER.value})
ASKED = "asked"  # the hidden input and the parameter of the URL: the first question of a page
CHANGES = "changes"  # the parameter of the URL of a page that was opened to change an answer
NEXT = "next_question"  # in a draft: the page to continue with
LAST = "check"  # the page that shows the answers
QUESTION = "govuk/question.html"


def asks_one_by_one(form: CommandForm) -> bool:
    """Return whether the officer gets the questions of a form on a page each.

    A form that changes values shows them all, and a draft cannot keep a file.
    """
    roles = form.actor.roles
    is_occasional = bool(roles) and roles <= ASKED_ONE_BY_ONE
    stays_whole = form.prefills or form.is_multipart() or bool(form.previews)
    return is_occasional and not stays_whole and len(pages_of(form)) > MOST_TOGETHER


def pages_of(form: CommandForm) -> dict[str, list[str]]:
    """Return the questions of each page, by the first of them.

    A question is on the page of the one whose answer calls for it. A question that is only asked
    after an objection is on no page.
    """
    pages: dict[str, list[str]] = {}
    for field in form.visible_fields():
        if field.name not in form.asked_later:
            pages.setdefault(_heading_of(form, field.name), []).append(field.name)
    return pages


def _heading_of(form: CommandForm, name: str) -> str:
    """Return the first question of the page that a question is on."""
    while by := form.calls_for(name)[0]:
        name = by
    return form.either[0] if name in form.either else name


@dataclass(frozen=True)
class Asking:
    """A form that is asked page by page, with the context of its whole page."""

    request: ActingRequest
    form: CommandForm
    context: dict[str, Any]

    def answer(self) -> HttpResponse | None:
        """Answer with a page, or return None if all answers were sent.

        The context then has what the page of the answers needs, if they are refused.
        """
        posted = self.request.POST
        if self.request.method != "POST":
            return self._open()
        if posted.get(AND_THEN) == drafts.DISCARD:
            return drafts.discard(self.request)
        if ASKED in posted:
            return self._keep(posted[ASKED])
        if posted.get(AND_THEN):  # from a page with the whole form
            return self._keep_all()
        self.context.update(self._to_check(posted))
        return None

    def keep_refused(self) -> tuple[Draft | None, str]:
        """Keep answers that were refused, so that each can be changed on its page."""
        answers = drafts.answers_in(self.request.POST, self.form)
        return self._save({**answers, NEXT: [LAST]})

    def _keep_all(self) -> HttpResponse:
        draft, wrong = self.keep_refused()
        response = None
        if self.request.POST[AND_THEN] == drafts.SAVE:
            response = drafts.response_to_save(self.request, draft, wrong)
        return response or redirect(self._address(LAST))

    def _save(self, answers: dict[str, list[str]]) -> tuple[Draft | None, str]:
        version = self._draft.version if self._draft else 0
        return drafts.keep_answers(self.request, self.context["title"], answers, version)

    @cached_property
    def _pages(self) -> dict[str, list[str]]:
        return pages_of(self.form)

    @cached_property
    def _draft(self) -> Draft | None:
        return draft_at(self.request.actor, self.request.path)

    def _open(self) -> HttpResponse:
        """Show the page in the URL, or begin, or offer to continue the draft."""
        asked, draft = self.request.GET.get(ASKED, ""), self._draft
        if draft is None:
            is_start = not asked and drafts.CONTINUE not in self.request.GET
            return self._ask(next(iter(self._pages))) if is_start else redirect(self.request.path)
        if drafts.CONTINUE in self.request.GET:
            return redirect(self._address(draft.answers.get(NEXT, [next(iter(self._pages))])[0]))
        if asked == LAST:
            return self._check(draft)
        if asked not in self.form.fields:
            return render(self.request, QUESTION, self.context | {"draft": draft})
        self.form.initial.update(drafts.initial_of(self.form, drafts.as_sent(draft.answers)))
        return self._ask(asked)

    def _ask(self, asked: str, status: int = 200, form: CommandForm | None = None) -> HttpResponse:
        """Show one page of questions. The first of them is its heading."""
        form, order = form or self.form, [*self._pages]
        questions = [form[name] for name in self._pages.get(asked, [asked])]
        questions[0].field.is_heading = True  # type: ignore[attr-defined]
        place = order.index(asked) if asked in order else len(order)
        before = LAST if CHANGES in self.request.GET else order[place - 1] if place else ""
        shown = {
            "form": form,
            "questions": questions,
            "asked": asked,
            "number": place + 1,
            "count": len(order),
            "is_first": not place,
            "begun": [] if self._draft else self._begun([field.name for field in questions]),
            "leave_to": self.context["back"],
            "back": self._address(before) if before else self.context["back"],
        }
        return render(self.request, QUESTION, self.context | shown, status=status)

    def _begun(self, questions: list[str]) -> list[tuple[str, str]]:
        """Return the answers to other questions that the URL gave."""
        given = self.form.initial.items()
        return [(name, str(value)) for name, value in given if value and name not in questions]

    def _keep(self, asked: str) -> HttpResponse:
        """Keep the answers of a page, and go on unless one of them is wrong."""
        if asked not in self.form.fields:
            return redirect(self.request.path)
        is_saved_only = self.request.POST.get(AND_THEN) == drafts.SAVE
        questions = self._pages.get(asked, [asked])
        answers = self._merged(questions)
        is_complete = answers.get(NEXT) == [LAST]
        then = LAST if is_complete else asked if is_saved_only else self._after(asked)
        bound = _bound(self.form, answers)
        errors = {} if is_saved_only else bound.errors
        bound._errors = ErrorDict({name: errors[name] for name in questions if name in errors})
        if not bound.errors:
            draft, wrong = self._save({**answers, NEXT: [then]})
            if is_saved_only and (response := drafts.response_to_save(self.request, draft, wrong)):
                return response
            if draft:
                return redirect(self._address(then))
            bound.add_error(None, wrong)
        return self._ask(asked, 422, bound)

    def _merged(self, questions: list[str]) -> dict[str, list[str]]:
        """Return the answers of the draft, with those of the page in their place."""
        posted = drafts.answers_in(self.request.POST, self.form)
        before = self._draft.answers if self._draft else posted
        of = {key: _of(self.form, key) for key in before | posted}
        kept = {key: values for key, values in before.items() if of[key] not in questions}
        return kept | {key: values for key, values in posted.items() if of[key] in questions}

    def _check(self, draft: Draft) -> HttpResponse:
        """Show the answers, or the first page that has a wrong one."""
        bound = _bound(self.form, draft.answers)
        for asked, questions in self._pages.items():
            if any(name in bound.errors for name in questions):
                return redirect(self._address(asked))
        sent = drafts.as_sent(draft.answers)
        return render(self.request, CHECK_ANSWERS, self.context | self._to_check(sent, bound))

    def _to_check(self, sent: QueryDict, form: CommandForm | None = None) -> dict[str, Any]:
        """Return the context of the page that shows the answers."""
        form = form or self.form
        return {
            "form": form,
            "sent": sent_again(sent),
            "answers": partial(answers_in_words, form),
            "change": f"?{urlencode({CHANGES: 1})}&{ASKED}=",
            "leave_to": self.context["back"],
            "back": self._address(next(reversed(self._pages))),
        }

    def _after(self, asked: str) -> str:
        order = [*self._pages, LAST]
        return order[order.index(asked) + 1] if asked in self._pages else LAST

    def _address(self, asked: str) -> str:
        return f"{self.request.path}?{urlencode({ASKED: asked})}"


def _bound(form: CommandForm, answers: Mapping[str, list[str]]) -> CommandForm:
    """Return the form with these answers, as if they were sent."""
    return type(form)(drafts.as_sent(answers), actor=form.actor, **form.subject)


def _of(form: CommandForm, key: str) -> str:
    """Return the question of an input. A date has an input for each part."""
    names = [name for name in form.fields if key == name or key.startswith(f"{name}_")]
    return max(names, key=len, default="")
