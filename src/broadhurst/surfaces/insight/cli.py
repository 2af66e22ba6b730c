"""Commands that show figures, and answer the questions of a role."""

from datetime import date, datetime

import click

from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, ROOMS
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope, scope_choices
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.capabilities.register.figures import ocgs_in_districts, ocgs_in_no_district
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.figure import SEEN, Figure, Scope
from broadhurst.foundation.figure.change import change
from broadhurst.foundation.figure.months import year_before
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if
from broadhurst.surfaces.insight import catalogue, queries
from broadhurst.surfaces.insight.answers import Answer, answers
from broadhurst.surfaces.insight.roles import role_page, role_pages

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("figures")
@click.argument("name", required=False, type=click.Choice(list(FIGURES)))
@click.option("--scope", default="", help="The scope to count, such as agency:gmp or seen.")
@click.option("--since", type=DAY, help="First day of a period.")
@click.option("--as-of", type=DAY, help="Last day to count. The default is today.")
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
        counted_of = _chosen(actor, scope, last)
        click.echo(f"Whose records: {counted_of.name}")
        if name:
            _print_figure(actor, name, counted_of, first, last)
            if compare:
                _print_change(actor, name, counted_of, (first, last), compare.date())
        else:
            _print_all(actor, counted_of, first, last)


@click.command("questions")
@click.option(
    "--role",
    default="",
    help="The role whose questions to answer, such as sio. The default is your first role.",
)
@click.option("--scope", default="", help="The scope to count, such as agency:gmp or seen.")
@click.option("--since", type=DAY, help="First day. The default is a year before the last day.")
@click.option("--as-of", type=DAY, help="Last day to count. The default is today.")
@cli.in_posting
@cli.acting_as
def questions(
    username: str,
    unit: str | None,
    role: str,
    scope: str,
    since: datetime | None,
    as_of: datetime | None,
) -> None:
    """Answer the six questions that matter most to a role."""
    last = as_of.date() if as_of else clock.today()
    first = since.date() if since else year_before(last)
    with cli.acting(username, unit) as actor, cli.refusals():
        page = role_page(actor, role)
        if page is None:
            allowed = ", ".join(role_page.key for role_page in role_pages(actor))
            raise click.ClickException(f"You do not have that role. You have: {allowed}.")
        chosen = _chosen(actor, scope or (SEEN.key if page.of_seen else ""), last)
        click.echo(f"{page.label}. Whose records: {chosen.name}")
        for answer in answers(actor, page, chosen, first, last):
            _print_answer(answer)


def _print_answer(answer: Answer) -> None:
    click.echo(f"\n{answer.question.text}")
    click.echo(f"  {answer.sentence} {answer.verdict}".rstrip())
    if answer.question.target:
        click.echo(f"  Target: {answer.question.target.in_words}")
    click.echo(f"  Records counted: {answer.denominator}")
    if answer.has_trend:
        months = ", ".join(
            f"{month} {'not known' if value is None else f'{value:g}'}"
            for month, value in answer.points
        )
        click.echo(f"  {answer.trend.title}: {months}")
    else:
        click.echo(f"  No trend: {answer.no_trend}.")
    if answer.funnel:
        for row in answer.funnel.rows:
            click.echo(f"    {'  '.join(filter(None, row))}")
    else:
        for scope, part in answer.valued.parts:
            click.echo(f"    {scope.name}: {part.in_words}")
    if answer.not_compared:
        click.echo(f"  {answer.not_compared}")
    click.echo(
        f"  Records: broadhurst figures {answer.measure.name} --scope={answer.valued.scope.key}"
    )


@click.command("catalogue")
@click.option(
    "--words", default="", help="Words to look for in the name, question or method of a figure."
)
@click.option(
    "--room",
    default="",
    type=click.Choice(["", *ROOMS]),
    help="List only the figures of this room.",
)
@click.option("--scope", default="", help="The scope to count, such as agency:gmp or seen.")
@click.option("--since", type=DAY, help="First day. The default is a year before the last day.")
@click.option("--as-of", type=DAY, help="Last day to count. The default is today.")
@click.option("--compare", type=DAY, help="Another day to compare with.")
@click.option("--after", default="", help="Start after this figure, the last on the previous page.")
@cli.in_posting
@cli.acting_as
def figure_catalogue(
    username: str,
    unit: str | None,
    words: str,
    room: str,
    scope: str,
    since: datetime | None,
    as_of: datetime | None,
    compare: datetime | None,
    after: str,
) -> None:
    """List all figures by word and by room, a page at a time."""
    last = as_of.date() if as_of else clock.today()
    first = since.date() if since else year_before(last)
    other = compare.date() if compare else None
    with cli.acting(username, unit) as actor, cli.refusals():
        chosen = _chosen(actor, scope, last)
        if other is not None:
            refuse_if(rules.objections_to_compare(other, today=clock.today()))
            _chosen(actor, chosen.key, other)
        names = catalogue.matching(words, room)
        page = catalogue.page_of(actor, names, chosen, first, last, after=after, compare=other)
        click.echo(f"Whose records: {chosen.name}")
        for row in page.rows:
            click.echo(f"{row.measure.name}  {row.measure.title}: {row.figure.in_words}")
            if row.then:
                click.echo(f"  Then: {row.then.in_words}. Change: {row.change}.")
            elif other is not None:
                click.echo(f"  Cannot be counted for an earlier day. {row.measure.undated}")
        if not page.rows:
            click.echo("No figure has all these words in this room.")
        if page.next:
            click.echo(f"There are more figures. To see them, add --after={page.next}")


@click.command("ocgs-by-district")
@click.option("--as-of", type=DAY, help="Last day to count. The default is today.")
@cli.in_posting
@cli.acting_as
def by_district(username: str, unit: str | None, as_of: datetime | None) -> None:
    """Count the active OCGs that you can see, by district."""
    last = as_of.date() if as_of else clock.today()
    with cli.acting(username, unit):
        for row in ocgs_in_districts(last):
            click.echo(f"{row.ocgs:>6}  {row.name}")
        click.echo(f"{ocgs_in_no_district(last):>6}  no district")


def _chosen(actor: Actor, key: str, as_of: date) -> Scope:
    """Return the scope with this key, or stop with the keys that the actor can count."""
    scope = chosen_scope(actor, key, as_of)
    if scope is None:
        allowed = ", ".join(key for key, _ in scope_choices(actor, as_of)) or "seen"
        raise click.ClickException(f"You cannot count that scope. You can count: {allowed}.")
    return scope


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
    undated = FIGURES[name].undated
    refuse_if(rules.objections_to_compare(other, today=clock.today(), undated=undated))
    now = queries.opened(actor, name, scope, *period).figure
    then = queries.opened(actor, name, scope, *queries.earlier_period(*period, other)).figure
    click.echo(f"  At the end of {day(other)}: {then.in_words}. Change: {change(then, now)}.")


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
    click.echo(f"{figure.title}: {figure.in_words}")
    for scope, part in parts if len(parts) > 1 else ():
        click.echo(f"  {scope.name}: {part.in_words}")
