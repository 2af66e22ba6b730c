"""The CLI of the duty desk: worklist, waterfall, review, escalation and labels."""

import json
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.deconfliction.models import Reasons, Review
from broadhurst.capabilities.deconfliction.queries.hits import due_in_words, next_step
from broadhurst.capabilities.duty_desks.commands.escalate import EscalateForm, escalate
from broadhurst.capabilities.duty_desks.commands.export_labels import (
    ExportLabelsForm,
    export_labels,
)
from broadhurst.capabilities.duty_desks.lists import DESK_HITS
from broadhurst.capabilities.duty_desks.queries.desks import (
    hit_of_desk,
    reasons_of,
    sides_seen_by_desk,
)
from broadhurst.capabilities.duty_desks.queries.review_groups import reviews
from broadhurst.capabilities.duty_desks.queries.verdicts import verdicts_of
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_of
from broadhurst.capabilities.duty_desks.rules import (
    MOST_MONTHS,
    USUAL_MONTHS,
    WHY_BY_SCRIPT,
    objections_to_read_verdicts,
)
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


@click.command("reviews")
@cli.in_posting
@cli.acting_as
def list_reviews(username: str, unit: str | None) -> None:
    """List the possible matches that your desk reviews, oldest first."""
    with cli.acting(username, unit):
        for group in reviews():
            others = len(group.others)
            more = f", with {others} more: --together {group.mark}" if others else ""
            subject = group.side.entry.title if group.side.entry else group.side.unit.name
            gone = f". {group.gone}" if group.gone else ""
            click.echo(f"{group.first.ref}  {group.first.desk_status}, on {subject}{more}{gone}")
            for hit in group.at_once:
                click.echo(f"  {hit.ref}  {hit.words} ({hit.get_strength_display()})")


def open_hit_line(side: Any) -> str:
    """Return an open hit with its next step and who to contact, as a line of text."""
    by = "" if side.acknowledged_at else f", {due_in_words(side)}"
    contacts = f"contact {side.contact}; other side {side.other_contact}"
    return f"{side.address}  {next_step(side)}{by}  {side.get_level_display()}  {contacts}"


list_desk = lists.listing(
    "desk",
    DESK_HITS,
    says=open_hit_line,
    summary="List the open hits of the units that your desk serves, the soonest due first.",
)


@click.command("verdicts")
@click.option(
    "--months",
    default=USUAL_MONTHS,
    show_default=True,
    type=click.IntRange(1, MOST_MONTHS),
    help="The months to count, with the current one.",
)
@cli.in_posting
@cli.acting_as
def count_verdicts(username: str, unit: str | None, months: int) -> None:
    """Count the verdicts on your desk's hits of people, by script and by how they arose."""
    with cli.acting(username, unit) as actor:
        objections = objections_to_read_verdicts(actor.roles)
        counted = None if objections else verdicts_of(actor.unit, months)
    if not counted:
        raise click.ClickException(" ".join(objections))
    click.echo(f"{day(counted.since)} to {day(counted.as_of)}. {counted.scope} {WHY_BY_SCRIPT}")
    for row in (*counted.rows, counted.together):
        click.echo(
            f"{row.script}, {row.way}: {row.same} the same person, {row.not_same} not the same, "
            f"{row.undecided} undecided. Not the same, of those decided: {row.not_same_of_decided}"
        )


@click.command("why")
@click.argument("hit")
@cli.in_posting
@cli.acting_as
def show_why(username: str, unit: str | None, hit: str) -> None:
    """Show why the two entries of a hit match. Only the desks of both sides see this."""
    with cli.acting(username, unit) as actor:
        visible = cli.find(actor, hit_of_desk(actor), ref=hit)
        reasons = reasons_of(visible) if visible else None
        lines = in_words(reasons) if reasons else [visible.why_unweighed if visible else ""]
        sides = sides_seen_by_desk(visible) if visible else []
        entries = [f"Entry: {side.entry.ref} {side.entry.title}" for side, _ in sides if side.entry]
        entries += [
            f"{side.unit.name}: {side.entry_gone_notice}"
            for side, _ in sides
            if side.entry_gone_notice
        ]
    if not visible:
        raise click.ClickException("The hit does not exist, or you cannot see it.")
    click.echo("\n".join([*entries, *lines]))


@click.command("labels")
@click.option("--out", required=True, type=cli.NEW_FILE)
@cli.in_posting
@cli.acting_as
def write_labels(username: str, unit: str | None, out: Path) -> None:
    """Write officers' verdicts with levels and weights for training, one JSON object a line."""
    with cli.acting(username, unit) as actor:
        form = ExportLabelsForm({}, {}, actor=actor)
        form.is_valid()
        objections, exported = run_command(actor, export_labels, {}, form)
    if objections:
        raise click.ClickException("\n".join(objections))
    out.write_text("".join(f"{json.dumps(label)}\n" for label in exported))
    click.echo(f"{len(exported)} written to {out}.")


def in_words(reasons: Reasons) -> list[str]:
    """Return a waterfall as text, one line a bar."""
    drawn = waterfall_of(reasons)
    lines = [f"{step.signed:>6}  {step.name}: {step.words} ({step.times})" for step in drawn.steps]
    return [*lines, f"{drawn.total.signed:>6}  Together: {drawn.chances}. Model {drawn.model}."]


def decision_line(review: Review) -> str:
    """Return the decision on one hit or several, in a sentence."""
    refs = ", ".join((review.hit.ref, *review.also))
    return f"The review of {refs} is saved ({in_sentence(review.get_decision_display())})."


def escalated_line(number: int) -> str:
    """Return the number of escalated hits as a line of text."""
    return f"{number} hit{'' if number == 1 else 's'} moved up."


COMMANDS = (
    list_desk,
    list_reviews,
    count_verdicts,
    show_why,
    cli.verb("escalate", EscalateForm, escalate, says=escalated_line),
    write_labels,
)
