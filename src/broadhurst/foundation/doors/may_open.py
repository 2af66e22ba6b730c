"""Refuse a page before the reader fills in its form, if they cannot send it."""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import READS_ONLY
from broadhurst.foundation.doors.wall import ActingRequest

Named = ParamSpec("Named")
Page = Callable[Concatenate[ActingRequest, Named], HttpResponseBase]
Objections = Callable[[Collection[str]], list[str]]
Command = TypeVar("Command", bound=Callable[..., Any])


def for_actors(objections_to: Callable[[Actor], list[str]]) -> Callable[[Command], Command]:
    """Mark a command whose form is only for some: `web.ask` asks the rule before it shows it.

    The command asks its rules as well, because there are other ways to send its answers.
    """

    def marked(command: Command) -> Command:
        command.objections_to_actor = objections_to  # type: ignore[attr-defined]
        return command

    return marked


def for_roles(objections_to: Objections) -> Callable[[Command], Command]:
    """Mark a command as `for_actors` does, with a rule about the roles of the actor."""
    return for_actors(lambda actor: objections_to(actor.roles))


def for_record(objections_to: Callable[..., list[str]]) -> Callable[[Command], Command]:
    """Mark a command whose form is only for some on a record, or only at some of its stages.

    The rule takes the actor and the records that the command is about, by the same names. It leaves
    out what depends on the answers, and what the reader can put right on another page.
    """

    def marked(command: Command) -> Command:
        command.objections_on_record = objections_to  # type: ignore[attr-defined]
        return command

    return marked


def objections_to_opening(
    actor: Actor, command: Callable[..., Any], subject: Mapping[str, Any] | None = None
) -> list[str]:
    """Return why an actor cannot send the form of a command, whatever they answer.

    `subject` are the records that the command is about.
    """
    if actor.reads_only and not getattr(command, "for_readers", False):
        return [READS_ONLY]
    rule: Callable[[Actor], list[str]] | None = getattr(command, "objections_to_actor", None)
    if objections := rule(actor) if rule else []:
        return objections
    on_record: Callable[..., list[str]] | None = getattr(command, "objections_on_record", None)
    return on_record(actor, **(subject or {})) if on_record else []


def refusal(
    request: ActingRequest,
    title: str,
    objections: list[str],
    back: str,
    link_text: str = "Go back",
    caption: str = "",
) -> HttpResponse:
    """Answer 403 with the reasons, and a link to another page. `caption` names the record."""
    context = {
        "title": title, "caption": caption, "objections": objections, "status": 403,
        "back": back, "link_text": link_text,
    }  # fmt: skip
    return render(request, "govuk/problem.html", context, status=403)


def refused_by_role(
    objections_to: Objections, *, title: str, back: str, link_text: str
) -> Callable[[Page[Named]], Page[Named]]:
    """Answer a page's GET with the rule's objections to the reader's roles, if it has any.

    It is for pages without a form, and for forms that are refused with a link to another page than
    the one they go back to. `for_roles` is enough for others. A POST goes on, and its command
    refuses it. `back` is the name of the page that the refusal links to.
    """

    def closed(page: Page[Named]) -> Page[Named]:
        @wraps(page)
        def answered(
            request: ActingRequest, /, *args: Named.args, **kwargs: Named.kwargs
        ) -> HttpResponseBase:
            objections = objections_to(request.actor.roles)
            if request.method == "POST" or not objections:
                return page(request, *args, **kwargs)
            return refusal(request, title, objections, reverse(back), link_text)

        return answered

    return closed
