"""The terminal's door: the same forms and commands, always `--as` a named officer."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.datastructures import MultiValueDict

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.agencies.models import in_force_on
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.doors.api import query_of
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.attempts import attempt, hold, look_for, refused_in_words
from broadhurst.foundation.doors.options import named, option, problems_of
from broadhurst.foundation.doors.standing import as_it_stands
from broadhurst.foundation.doors.wall import POSTINGS
from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)
MORE = "more_answers"
Find = Callable[[Actor, str], Any]
WHO = "Who acts: an officer's username."
STAYS = 'What is left out stays as it is; "" empties it.'
ANYWAY = "Do it though there is something to do first."
WHERE = "Unit to act in, where the officer has several."
acting_as = click.option("--as", "username", required=True, help=WHO)
in_posting = click.option("--in", "unit", help=WHERE)


class _NewFile(click.Path):
    """Where a file is to be written: what cannot be is said before anything is done."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, in a folder that is there and may be written to."""
        path: Any = super().convert(value, param, ctx)
        if not os.access(path.parent, os.W_OK):
            self.fail(f"“{path.parent}” is no folder that can be written to.", param, ctx)
        return path


NEW_FILE = _NewFile()


@contextmanager
def acting(username: str, unit: str | None) -> Iterator[Actor]:
    """The actor of an officer's posting, behind their wall, for one user action."""
    postings = POSTINGS.filter(
        in_force_on(clock.today()), officer__username=username, officer__is_active=True
    )
    if unit:
        postings = postings.filter(unit__key=unit)
    found = list(postings)
    if not found:
        raise click.ClickException(f"No officer “{username}” with a posting in force{_in(unit)}.")
    if len(found) > 1:
        units = ", ".join(posting.unit.key for posting in found)
        raise click.ClickException(
            f"“{username}” has several postings. Add --in with one of {units}."
        )
    actor = actor_in(found[0])
    with transaction.atomic(), one_request(), seen_as(actor):
        yield actor


def find(actor: Actor, rows: QuerySet[Row], **which: object) -> Row | None:
    """The row, if this actor may see it; otherwise not found. Either is recorded."""
    return look_for(actor, rows, which, to_read=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Print the objections of a refused command, and exit with 1."""
    try:
        with refused_in_words():
            yield
    except Refused as refused:
        raise click.ClickException("\n".join(refused.objections)) from refused


def verb(
    name: str,
    form_class: type[Ask],
    then: Callable[..., Any],
    *,
    finds: Mapping[str, Find] | None = None,
    named_by: str = "",
    says: Callable[[Any], str],
    warns: Callable[..., list[str]] | None = None,
) -> click.Command:
    """A terminal command that answers a form and runs a command.

    `finds` names the subject and how it is found from its reference, given as an argument.
    `named_by` is a question whose answer is an argument, too: what the verb is about.
    `warns` says what a page would say above its button; then nothing is done without `--anyway`.
    """
    finds = finds or {}

    def run(acting_as: str, acting_in: str | None, **given: Any) -> None:
        with acting(acting_as, acting_in) as actor:
            subject = {role: get(actor, given.pop(role)) for role, get in finds.items()}
            missing = [role for role, row in subject.items() if row is None]
            problems = (
                [f"No such {missing[0].replace('_', ' ')}, or it is not yours to see."]
                if missing
                else _warned(actor, warns, subject, given)
                or _run(actor, form_class, then, subject, given, says)
            )
        if problems:
            for problem in problems:
                click.echo(problem, err=True)
            raise SystemExit(1)

    parameters: list[click.Parameter] = [click.Argument([role]) for role in finds]
    questions = form_class.base_fields.items()
    parameters += [click.Argument([field]) for field, _ in questions if field == named_by]
    parameters += [
        option(field, asked, keeps=form_class.keeps)
        for field, asked in questions
        if field != named_by
    ]
    if form_class.asks_more:
        parameters.append(
            click.Option(
                ["--answer", MORE],
                multiple=True,
                help="NAME=VALUE, for what the page asks beyond these.",
            )
        )
    if warns:
        parameters.append(click.Option(["--anyway"], is_flag=True, help=ANYWAY))
    # Under names that no form asks for: a form may have a question `unit` or `username` of its own.
    parameters += [
        click.Option(["--as", "acting_as"], required=True, help=WHO),
        click.Option(["--in", "acting_in"], help=WHERE),
    ]
    return click.Command(name, callback=run, params=parameters, help=_help(form_class, then))


def _warned(
    actor: Actor,
    warns: Callable[..., list[str]] | None,
    subject: dict[str, Any],
    given: dict[str, Any],
) -> list[str]:
    """What there is to do first, unless it is to be done anyway."""
    is_to_be_done = given.pop("anyway", False)
    said = warns(actor=actor, **subject) if warns and not is_to_be_done else []
    return [*said, "Nothing is done: add --anyway to do it all the same."] if said else []


def _run(
    actor: Actor,
    form_class: type[Ask],
    then: Callable[..., Any],
    subject: dict[str, Any],
    given: dict[str, Any],
    says: Callable[[Any], str],
) -> list[str]:
    problems, outcome = answered(actor, form_class, then, subject, given)
    if not problems:
        click.echo(says(outcome))
    return problems


def answered(
    actor: Actor,
    form_class: type[Ask],
    then: Callable[..., Any],
    subject: dict[str, Any],
    given: dict[str, Any],
) -> tuple[list[str], Any]:
    """Answer a form and run its command: the problems with that, or what came of it."""
    given |= dict(pair.partition("=")[::2] for pair in given.pop(MORE, ()))
    stands: dict[str, Any] = {}
    if form_class.keeps:
        objections, held = hold(actor, then, subject, form_class)
        if objections:
            return objections, None
        subject = held
        stands = as_it_stands(form_class(actor=actor, **subject), given)
    form = form_class(query_of(given | stands), _files(form_class, given), actor=actor, **subject)
    if not form.is_valid():
        return problems_of(form), None
    objections, outcome = attempt(actor, then, subject, form)
    return [named(form, one) for one in objections], outcome


def _files(form_class: type[Ask], given: dict[str, Any]) -> MultiValueDict[str, SimpleUploadedFile]:
    """The files that a form asks for, read from where they are said to be."""
    return MultiValueDict(
        {
            name: [SimpleUploadedFile(Path(given[name]).name, Path(given[name]).read_bytes())]
            for name, field in form_class.base_fields.items()
            if isinstance(field, forms.FileField) and given.get(name)
        }
    )


def _help(form_class: type[Ask], then: Callable[..., Any]) -> str:
    said = (then.__doc__ or "").split("\n\n")[0]
    return f"{said}\n\n{STAYS}" if form_class.keeps else said


def _in(unit: str | None) -> str:
    return f" in “{unit}”" if unit else ""
