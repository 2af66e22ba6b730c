"""Commands that merge OCGs and undo that, in the register's group."""

import click

from broadhurst.capabilities.merging import rules
from broadhurst.capabilities.merging.commands.merge import MergeForm, merge
from broadhurst.capabilities.merging.commands.merge_person import MergePersonForm, merge_person
from broadhurst.capabilities.merging.commands.undo_merge import UndoMergeForm, undo_merge
from broadhurst.capabilities.merging.commands.undo_person_merge import (
    UndoPersonMergeForm,
    undo_person_merge,
)
from broadhurst.capabilities.merging.models import Merge, PersonMerge
from broadhurst.capabilities.merging.queries.merges import merges, preview
from broadhurst.capabilities.merging.queries.people import person_merges
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_merge(actor: Actor, ref: str) -> Merge | None:
    return cli.find(actor, merges(), ref=ref)


def a_member(actor: Actor, ref: str) -> Membership | None:
    return cli.find(actor, members(), person__ref=ref)


def a_person_merge(actor: Actor, ref: str) -> PersonMerge | None:
    return cli.find(actor, person_merges(), ref=ref)


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
        found = preview(actor, ocg, other) if ocg and other else None
    if found is None:
        click.echo("The OCG does not exist, or you do not have access to it.", err=True)
        raise SystemExit(1)
    for words in found["moves"]:
        click.echo(f"Moves: {words}")
    for words in found["both"]:
        click.echo(f"On both: {words}")
    for sentence in found["stops"]:
        click.echo(f"Stops it: {sentence}")


group = click.Group("register")
group.add_command(merge_preview)
group.add_command(cli.verb("merge", MergeForm, merge, finds={"ocg": an_ocg}, says=merged))
group.add_command(
    cli.verb("undo-merge", UndoMergeForm, undo_merge, finds={"merge": a_merge}, says=undone)
)
group.add_command(
    cli.verb(
        "merge-person",
        MergePersonForm,
        merge_person,
        finds={"member": a_member},
        says=person_merged,
    )
)
group.add_command(
    cli.verb(
        "undo-person-merge",
        UndoPersonMergeForm,
        undo_person_merge,
        finds={"merge": a_person_merge},
        says=people_apart,
    )
)
