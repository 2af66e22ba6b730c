"""Commands that search, and forget recent searches."""

import click

from broadhurst.foundation.doors import cli
from broadhurst.foundation.search.commands import forget, remember
from broadhurst.surfaces.search.queries import KEYS, Group, recent_searches, search


@click.command("search")
@click.argument("text")
@click.option("--kind", type=click.Choice(KEYS), help="Search one kind of record.")
@cli.in_posting
@cli.acting_as
def search_command(text: str, kind: str | None, username: str, unit: str | None) -> None:
    """Search the records that you can see for TEXT: a name, number, plate or reference."""
    with cli.acting(username, unit) as actor:
        results = search(actor, text, kind or "")
        if results.text:
            remember(actor=actor, text=results.text)
    if results.suggestion:
        click.echo(f"Did you mean “{results.suggestion}”?")
    for group in results.groups:
        _print(group)
    if not results.groups:
        click.echo("No results.")


@click.command("searches")
@click.option("--forget", "forgets", is_flag=True, help="Delete your recent searches.")
@cli.in_posting
@cli.acting_as
def searches_command(*, forgets: bool, username: str, unit: str | None) -> None:
    """List your recent searches, newest first."""
    with cli.acting(username, unit) as actor:
        if forgets:
            click.echo(f"Deleted: {forget(actor=actor)}.")
        for text in recent_searches(actor):
            click.echo(text)


def _print(group: Group) -> None:
    click.echo(group.title)
    for result in group.results:
        ref = f" ({result.ref})" if result.ref else ""
        click.echo(f"  {result.title}{ref}: {result.context}  {result.href}".rstrip())
    if group.has_more:
        click.echo(f"  More: add --kind {group.key}")
