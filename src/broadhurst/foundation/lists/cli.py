"""Lists at the terminal: a command made from a list, and the saved filters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.db.models import QuerySet

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.api import query_of
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.options import option
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.lists.bulk import MOST, run_each
from broadhurst.foundation.lists.commands.delete_filter import DeleteFilterForm, delete_filter
from broadhurst.foundation.lists.commands.download import download_list
from broadhurst.foundation.lists.commands.save_filter import SaveFilterForm, save_filter
from broadhurst.foundation.lists.declared import LISTS, List
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.queries import query_to_open, saved_filters
from broadhurst.foundation.lists.state import State, read
from broadhurst.foundation.spreadsheet import FORMATS

COLUMNS = "Column of the file, by its key. Repeat it for each. With --to."
TO = "Write the list to a file that ends in .csv or .xlsx. This is logged as a disclosure."
group = click.Group("lists", help="Saved filters of lists.")


def listing(
    name: str,
    declared: List,
    *,
    says: Callable[[Any], str],
    summary: str,
    tab: str = "",
    empty: str = "",
    refuses: Callable[[frozenset[str]], list[str]] | None = None,
) -> click.Command:
    """Make a terminal command that prints a list, with the tabs, filters and sorts of its page.

    With `--to` it writes the list to a file, as the page's download does. `says` is the line of a
    row, and `empty` the line of an empty list. `tab` is the part that is printed if none is named,
    where it is not the one that the page opens on.
    `refuses` returns why an actor with these roles may not read it.
    """

    def run(acting_as: str, acting_in: str | None, **options: Any) -> None:
        path = options.pop("to", None)
        form = _format_of(path) if path else ""
        with cli.acting(acting_as, acting_in) as actor:
            if objections := refuses(actor.roles) if refuses else []:
                raise click.ClickException(" ".join(objections))
            if tab and not options["tab"]:
                options["tab"] = tab
            state = _state(declared, options)
            if not form:
                _print([says(row) for row in _rows(actor, state)], empty)
                return
            with cli.refusals():
                copy = download_list(actor=actor, state=state, form=form)
        with path.open("wb") as file:
            file.writelines(copy.parts())
        click.echo(f"{count(copy.written, declared.noun, declared.nouns)} in {path}")

    parameters = _parameters(declared, tab or declared.opens_on)
    return click.Command(name, callback=run, params=parameters, help=summary)


def _parameters(declared: List, tab: str) -> list[click.Parameter]:
    parameters: list[click.Parameter] = []
    for list_filter in declared.filters:
        values = (
            list_filter.values() if list_filter.choices and not list_filter.from_database else []
        )
        parameters.append(_option(list_filter.key, list_filter.label, values))
    if declared.tabs:
        help_text = f"Part of the list. The default is {tab}"
        parameters.append(_option("tab", help_text, [each.key for each in declared.tabs]))
    sorts = [way + key for key in declared.sorts() for way in ("", "-")]
    parameters.append(_option("sort", "Order", sorts))
    if declared.is_downloaded:
        parameters += [
            click.Option(["--columns"], multiple=True, help=COLUMNS),
            click.Option(["--to"], type=cli.NEW_FILE, help=TO),
        ]
    return [
        *parameters,
        click.Option(["--as", "acting_as"], required=True, help=cli.WHO),
        click.Option(["--in", "acting_in"], help=cli.WHERE),
    ]


def _print(lines: list[str], empty: str) -> None:
    for line in lines or filter(None, [empty]):
        click.echo(line)


def verb_on_each(
    name: str,
    each_form: type[CommandForm],
    command: Callable[..., Any],
    *,
    rows: Callable[[Actor], QuerySet[Any]],
    subject: str,
) -> click.Command:
    """Make a terminal command that runs a command on several rows, and prints a result for each.

    It exits with 1 if a row was refused.
    """

    def run(acting_as: str, acting_in: str | None, **options: Any) -> None:
        refs, is_preview = options.pop("refs"), options.pop("preview")
        if len(refs) > MOST:
            raise click.UsageError(f"Name {MOST} rows at most.")
        with cli.acting(acting_as, acting_in) as actor:
            results = run_each(
                actor,
                command,
                each_form,
                rows=rows(actor),
                refs=refs,
                subject=subject,
                answers=query_of(options),
                is_preview=is_preview,
            )
        outcome = "would be done" if is_preview else "done"
        for result in results:
            click.echo(
                f"{result.ref}  {outcome if result.is_done else ' '.join(result.objections)}"
            )
        if not all(result.is_done for result in results):
            raise SystemExit(1)

    parameters: list[click.Parameter] = [click.Argument(["refs"], nargs=-1, required=True)]
    parameters += [
        option(field_name, field, prefills=False)
        for field_name, field in each_form.base_fields.items()
    ]
    parameters += [
        click.Option(
            ["--preview"], is_flag=True, help="Preview the results without changing anything."
        ),
        click.Option(["--as", "acting_as"], required=True, help=cli.WHO),
        click.Option(["--in", "acting_in"], help=cli.WHERE),
    ]
    summary = f"{(command.__doc__ or '').splitlines()[0]} On several rows, with a result for each."
    return click.Command(name, callback=run, params=parameters, help=summary)


def _format_of(path: Path) -> str:
    form = path.suffix.lstrip(".").casefold()
    if form not in FORMATS:
        raise click.UsageError("Name a file that ends in .csv or .xlsx.")
    return form


def _state(declared: List, options: dict[str, Any]) -> State:
    state = read(declared, query_of(options))
    if state.problems:
        raise click.ClickException(" ".join(problem.message for problem in state.problems))
    return state


def _rows(actor: Actor, state: State) -> list[Any]:
    rows = list(state.in_order(actor))
    if state.list.with_each:
        state.list.with_each(rows)
    return rows


def _option(key: str, label: str, values: Any) -> click.Option:
    kind: dict[str, Any] = {"type": click.Choice(values)} if values else {}
    return click.Option([f"--{key.replace('_', '-')}", key], help=f"{label}.", **kind)


def _a_list(_actor: Actor, key: str) -> List | None:
    return LISTS.get(key)


def _a_saved_filter(actor: Actor, ref: str) -> SavedFilter | None:
    return cli.find(actor, saved_filters(), ref=ref)


group.add_command(
    cli.verb(
        "save-filter", SaveFilterForm, save_filter,
        finds={"listed": _a_list}, says=lambda saved: f"{saved.ref} {saved}",
    )
)  # fmt: skip
group.add_command(
    cli.verb(
        "delete-filter", DeleteFilterForm, delete_filter,
        finds={"saved": _a_saved_filter}, says=lambda saved: f"{saved} is deleted.",
    )
)  # fmt: skip


@group.command("filters")
@click.argument("listed", metavar="LIST")
@cli.in_posting
@cli.acting_as
def list_filters(listed: str, username: str, unit: str | None) -> None:
    """List your saved filters of a list, and those of your unit."""
    with cli.acting(username, unit):
        for saved in saved_filters(listed):
            shared = "  shared" if saved.is_shared else ""
            click.echo(f"{saved.ref}  {saved.name}  ?{query_to_open(saved)}{shared}")
