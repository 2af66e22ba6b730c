"""Merges and splits at the terminal, in the register's group."""

import click

from broadhurst.capabilities.merging.forms.split import SplitForm
from broadhurst.capabilities.merging.models import Merge, PersonMerge, Split
from broadhurst.capabilities.merging.queries.merges import preview
from broadhurst.capabilities.merging.queries.splits import preview as preview_split
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.rules.splitting import GOES
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.api import query_of


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def person_merged(made: PersonMerge) -> str:
    return (
        f"{made.person.ref} is merged into {made.into.ref}.\n"
        f"To undo it within a day: broadhurst register undo-person-merge {made.ref}"
    )


def people_apart(made: PersonMerge) -> str:
    return f"The merge of {made.person.ref} is undone.{_kept(made.kept)}"


def merged(made: Merge) -> str:
    moved = "\n".join(f"Moved: {words}" for words in rules.in_words(made.counts))
    return (
        f"{made.ocg} is merged into {made.into}.\n{moved}\n"
        f"To undo it within a day: broadhurst register undo-merge {made.ref}"
    )


def undone(made: Merge) -> str:
    return f"The merge of {made.ocg} is undone.{_kept(made.kept)}"


def split_off(made: Split) -> str:
    moved = "\n".join(f"Moved: {words}" for words in rules.in_words(made.counts, GOES))
    return (
        f"{made.new} is split off {made.ocg}.\n{moved}\n"
        f"To undo it within a day: broadhurst register undo-split {made.ref}"
    )


def split_undone(made: Split) -> str:
    return f"The split of {made.ocg} is undone.{_kept(made.kept)}"


def _kept(rows: list[str]) -> str:
    return "".join(f"\nNot moved back, because it changed since: {row}" for row in rows)


@click.command("merge-preview")
@click.argument("ref")
@click.argument("into")
@cli.in_posting
@cli.acting_as
def merge_preview(username: str, unit: str | None, ref: str, into: str) -> None:
    """Show what a merge of an OCG into another would move, and what stops it."""
    with cli.acting(username, unit) as actor:
        ocg, other = an_ocg(actor, ref), an_ocg(actor, into)
        shown_merge = preview(actor, ocg, other) if ocg and other else None
    if shown_merge is None:
        click.echo("The OCG does not exist, or you do not have access to it.", err=True)
        raise SystemExit(1)
    for words in shown_merge["moves"]:
        click.echo(f"Moves: {words}")
    for words in shown_merge["both"]:
        click.echo(f"On both: {words}")
    for sentence in shown_merge["notes"]:
        click.echo(f"Note: {sentence}")
    for sentence in shown_merge["stops"]:
        click.echo(f"Stops it: {sentence}")


@click.command("split-preview")
@click.argument("ref")
@click.option(
    "--people", multiple=True, help="A person to move to the new OCG. Repeat the option for each."
)
@click.option(
    "--identifiers", multiple=True, help="An identifier of the group to move to the new OCG."
)
@click.option("--links", multiple=True, help="A link with another OCG to move to the new OCG.")
@click.option("--requests", multiple=True, help="An open request to move to the new OCG.")
@click.option("--events", multiple=True, help="A planned event to move to the new OCG.")
@cli.in_posting
@cli.acting_as
def split_preview(username: str, unit: str | None, ref: str, **chosen: tuple[str, ...]) -> None:
    """Show what a split of an OCG would move, what stays, and what stops it."""
    with cli.acting(username, unit) as actor:
        ocg = an_ocg(actor, ref)
        if ocg is not None:
            form = SplitForm(query_of(chosen), actor=actor, ocg=ocg)
            shown_split = preview_split(actor, ocg, form.chosen())
    if ocg is None:
        click.echo("The OCG does not exist, or you do not have access to it.", err=True)
        raise SystemExit(1)
    for words in shown_split["goes"]:
        click.echo(f"Goes: {words}")
    for words in shown_split["stays"]:
        click.echo(f"Stays: {words}")
    for sentence in shown_split["stops"]:
        click.echo(f"Stops it: {sentence}")


group = click.Group("register")
group.add_command(merge_preview)
group.add_command(split_preview)
