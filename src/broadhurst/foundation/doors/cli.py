"""Helpers for terminal commands: the same forms and commands as the pages.

Each terminal command runs `--as` a named officer.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
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
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import in_force_on
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.doors.api import query_of
from broadhurst.foundation.doors.authentication import POSTINGS
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.dispatch import find_visible, hold, refused_in_words, run_command
from broadhurst.foundation.doors.optimistic_lock import as_it_stands
from broadhurst.foundation.doors.options import named, option, problems_of
from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)
MORE = "more_answers"
Find = Callable[[Actor, str], Any]
WHO = "Username of the officer to act as."
STAYS = 'Options you leave out keep their current value. Use "" to clear one.'
ANYWAY = "Go ahead in spite of the warnings."
WHERE = "Unit to act in, if the officer has several."
acting_as = click.option("--as", "username", required=True, help=WHO)
in_posting = click.option("--in", "unit", help=WHERE)


class _NewFile(click.Path):
    """A path to write a file to. An unwritable one is refused before the command does anything."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or fail if its folder does not exist or is not writable."""
        path: Any = super().convert(value, param, ctx)
        if not os.access(path.parent, os.W_OK):
            self.fail(f"“{path.parent}” is not a folder that you can write to.", param, ctx)
        return path


NEW_FILE = _NewFile()


@contextmanager
def acting(username: str, unit: str | None) -> Iterator[Actor]:
    """Run a block as an officer in a posting: one transaction and one user action.

    Raises ClickException if the officer has no posting in force, or several and no `unit` is given.
    """
    postings = POSTINGS.filter(
        in_force_on(clock.today()), officer__username=username, officer__is_active=True
    )
    if unit:
        postings = postings.filter(unit__key=unit)
    matches = list(postings)
    if not matches:
        raise click.ClickException(f"No officer “{username}” with a posting in force{_in(unit)}.")
    if len(matches) > 1:
        units = ", ".join(posting.unit.key for posting in matches)
        raise click.ClickException(
            f"“{username}” has several postings. Add --in with one of {units}."
        )
    actor = actor_in(matches[0])
    with transaction.atomic(), one_request(), as_actor(actor):
        yield actor


def find(actor: Actor, rows: QuerySet[Row], **lookup: object) -> Row | None:
    """Return the row that matches `lookup`, or None if the actor cannot see one.

    Both outcomes are recorded.
    """
    return find_visible(actor, rows, lookup, to_read=True)


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
    form_class: type[CommandForm],
    command: Callable[..., Any],
    *,
    finds: Mapping[str, Find] | None = None,
    called: str = "",
    named_by: str = "",
    says: Callable[[Any], str] = str,
    says_to: Callable[[Actor, Any], str] | None = None,
    warns: Callable[..., list[str]] | None = None,
) -> click.Command:
    """Make a terminal command that fills in a form and runs a command.

    `finds` maps the name of each subject to a function that finds it. The subject's reference is a
    positional argument. `called` is what readers call the subject, if its name is another word.
    `named_by` is a form field that is a positional argument too. `warns`
    returns the warnings that the page shows above its button; if there are any, the command needs
    `--anyway`. `says` describes the outcome, and `says_to` does if it depends on the actor.
    """
    finds = finds or {}

    def run(acting_as: str, acting_in: str | None, **options: Any) -> None:
        with acting(acting_as, acting_in) as actor:
            subject = {role: get(actor, options.pop(role)) for role, get in finds.items()}
            missing = [role for role, row in subject.items() if row is None]
            in_words = partial(says_to, actor) if says_to else says
            unseen = called or "".join(missing[:1]).replace("_", " ").replace("ocg", "OCG")
            problems = (
                [f"The {unseen} does not exist, or you cannot see it."]
                if missing
                else _warned(actor, warns, subject, options)
                or _run(actor, form_class, command, subject, options, in_words)
            )
        if problems:
            for problem in problems:
                click.echo(problem, err=True)
            raise SystemExit(1)

    metavar = called.upper() or None
    parameters: list[click.Parameter] = [click.Argument([role], metavar=metavar) for role in finds]
    questions = form_class.base_fields.items()
    parameters += [click.Argument([field]) for field, _ in questions if field == named_by]
    parameters += [
        option(field_name, field, prefills=form_class.prefills)
        for field_name, field in questions
        if field_name != named_by
    ]
    if form_class.asks_more:
        parameters.append(
            click.Option(
                ["--answer", MORE],
                multiple=True,
                help="NAME=VALUE, to answer a question that depends on another answer.",
            )
        )
    if warns:
        parameters.append(click.Option(["--anyway"], is_flag=True, help=ANYWAY))
    # Parameter names that no form uses: a form may have a field `unit` or `username`.
    parameters += [
        click.Option(["--as", "acting_as"], required=True, help=WHO),
        click.Option(["--in", "acting_in"], help=WHERE),
    ]
    return click.Command(name, callback=run, params=parameters, help=_help(form_class, command))


def add_new(group: click.Group, command: click.Command) -> None:
    """Add a command to a group. Raises ValueError if it would replace one of the same name."""
    if command.name in group.commands:
        raise ValueError(f"{group.name} {command.name} is written twice")
    group.add_command(command)


def _warned(
    actor: Actor,
    warns: Callable[..., list[str]] | None,
    subject: dict[str, Any],
    options: dict[str, Any],
) -> list[str]:
    """Return the warnings and how to go ahead, or nothing if there are none or with --anyway."""
    ignores_warnings = options.pop("anyway", False)
    warnings = warns(actor=actor, **subject) if warns and not ignores_warnings else []
    return [*warnings, "Nothing was done. Add --anyway to go ahead."] if warnings else []


def _run(
    actor: Actor,
    form_class: type[CommandForm],
    command: Callable[..., Any],
    subject: dict[str, Any],
    options: dict[str, Any],
    says: Callable[[Any], str],
) -> list[str]:
    problems, outcome = answered(actor, form_class, command, subject, options)
    if not problems:
        click.echo(says(outcome))
    return problems


def answered(
    actor: Actor,
    form_class: type[CommandForm],
    command: Callable[..., Any],
    subject: dict[str, Any],
    options: dict[str, Any],
) -> tuple[list[str], Any]:
    """Fill in a form and run its command. Return (problems, outcome)."""
    options |= dict(pair.partition("=")[::2] for pair in options.pop(MORE, ()))
    current: dict[str, Any] = {}
    if form_class.prefills:
        objections, locked_subject = hold(actor, command, subject, form_class)
        if objections:
            return objections, None
        subject = locked_subject
        current = as_it_stands(form_class(actor=actor, **subject), options)
        options = {name: [] if value == ("",) else value for name, value in options.items()}
    files = _files(form_class, options)
    form = form_class(query_of(options | current), files, actor=actor, **subject)
    if not form.is_valid():
        return problems_of(form), None
    objections, outcome = run_command(actor, command, subject, form)
    return [named(form, objection) for objection in objections], outcome


def _files(
    form_class: type[CommandForm], options: dict[str, Any]
) -> MultiValueDict[str, SimpleUploadedFile]:
    """Read the files whose paths were given for the form's file fields."""
    files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
    for name, field in form_class.base_fields.items():
        if isinstance(field, forms.FileField) and (value := options.get(name)):
            paths = [value] if isinstance(value, str) else value
            files.setlist(
                name, [SimpleUploadedFile(Path(p).name, Path(p).read_bytes()) for p in paths]
            )
    return files


def _help(form_class: type[CommandForm], command: Callable[..., Any]) -> str:
    summary = (command.__doc__ or "").split("\n\n")[0]
    return f"{summary}\n\n{STAYS}" if form_class.prefills else summary


def _in(unit: str | None) -> str:
    return f" in “{unit}”" if unit else ""
