"""Command line of successions."""

import click

from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.lists import SUCCESSIONS
from broadhurst.capabilities.succession.models import Succession
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


def counts_line(succession: Succession) -> str:
    counts = succession.moved or succession.rehearsed.get("counts", {})
    lines = [f"{number:>8}  {words}" for words, number in rules.in_words(counts)]
    lines += [f"{number:>8}  {words} (stay)" for words, number in rules.staying(counts)]
    stops = rules.what_stops(succession.rehearsed.get("stops", {}))
    done = "is carried out" if succession.moved else "is rehearsed, and nothing moved"
    return "\n".join([f"{succession.ref} {done}.", *lines, *stops])


def _in_words(row: Succession) -> str:
    status = in_sentence(row.get_stage_display())
    return f"{row.ref}  {row.successor}  {day(row.effective_on)}  {status}"


group = click.Group("succession", help="Organisations that merge, split or are replaced.")


group.add_command(
    lists.listing(
        "list",
        SUCCESSIONS,
        says=_in_words,
        summary="List the successions you can see.",
    )
)
