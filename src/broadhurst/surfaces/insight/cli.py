"""Command that shows figures."""

from datetime import date, datetime

import click

from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope, scope_choices
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.capabilities.register.figures import ocgs_in_districts, ocgs_in_no_district
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.figure import Figure, Scope
from broadhurst.foundation.figure.change import change
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if
from broadhurst.surfaces.insight import queries

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("figures")
@click.argument("name", required=False, type=click.Choice(list(FIGURES)))
@click.option("--scope", default="", help="Whose records, such as agency:gmp or seen.")
@click.option("--since", type=DAY, help="First day of a period.")
@click.option("--as-of", type=DAY, help="Last day counted; today, if not given.")
@click.option("--compare", type=DAY, help="Another day to compare one figure with.")
@cli.in_posting
@cli.acting_as
def figures(
    username: str,
    unit: str | None,
    name: str | None,
    scope: str,
    since: datetime | None,
    as_of: datetime | None,
    compare: datetime | None,
) -> None:
    """Show every figure of a scope, or one and the records that you may open."""
    first, last = since.date() if since else None, as_of.date() if as_of else clock.today()
    with cli.acting(username, unit) as actor, cli.refusals():
        counted_of = chosen_scope(actor, scope, last)
        if counted_of is None:
            allowed = ", ".join(key for key, _ in scope_choices(actor, last)) or "seen"
            raise click.ClickException(f"You cannot count that scope. You can count: {allowed}.")
        click.echo(f"Whose records: {counted_of.name}")
        if name:
            _print_figure(actor, name, counted_of, first, last)
            if compare:
                _print_change(actor, name, counted_of, (first, last), compare.date())
        else:
            _print_all(actor, counted_of, first, last)


@click.command("ocgs-by-district")
@click.option("--as-of", type=DAY, help="Last day counted; today, if not given.")
@cli.in_posting
@cli.acting_as
def by_district(username: str, unit: str | None, as_of: datetime | None) -> None:
    """Count the active OCGs that you can see, by district."""
    last = as_of.date() if as_of else clock.today()
    with cli.acting(username, unit):
        for row in ocgs_in_districts(last):
            click.echo(f"{row.ocgs:>6}  {row.name}")
        click.echo(f"{ocgs_in_no_district(last):>6}  no district")


def _print_figure(actor: Actor, name: str, scope: Scope, since: date | None, as_of: date) -> None:
    opened = queries.opened(actor, name, scope, since, as_of)
    _print_with_parts(opened.figure, opened.parts)
    click.echo(f"  {opened.figure.method}")
    for record in opened.records:
        click.echo(f"  {record.ref}  {record.text}")
    if elsewhere := held_elsewhere(opened.figure.as_json(), opened.records):
        click.echo(f"  {elsewhere}")


def _print_change(
    actor: Actor, name: str, scope: Scope, period: tuple[date | None, date], other: date
) -> None:
    refuse_if(rules.objections_to_compare(other, today=clock.today()))
    now = queries.opened(actor, name, scope, *period).figure
    then = queries.opened(actor, name, scope, *queries.earlier_period(*period, other)).figure
    click.echo(f"  At the end of {day(other)}: {then.said}. Change: {change(then, now)}.")


def _print_all(actor: Actor, scope: Scope, since: date | None, as_of: date) -> None:
    if not scope.is_of_organisations:
        for figure in queries.seen(since, as_of):
            _print_with_parts(figure, [])
        return
    counted = queries.table(actor, scope, since, as_of)
    for line in counted.lines:
        _print_with_parts(line.whole, list(zip(counted.parts, line.parts, strict=True)))
    for figure in queries.for_everyone(since, as_of):
        _print_with_parts(figure, [])


def _print_with_parts(figure: Figure, parts: list[tuple[Scope, Figure]]) -> None:
    click.echo(f"{figure.title}: {figure.said}")
    for scope, part in parts if len(parts) > 1 else ():
        click.echo(f"  {scope.name}: {part.said}")
