"""The command line of board packs."""

import click

from broadhurst.capabilities.board_packs.lists import BOARD_PACKS
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.pack_on_paper import PACK_COPY
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import download


def saved(pack: BoardPack) -> str:
    period = in_sentence(str(pack.get_period_display()))
    return f"Board pack {pack.name} ({pack.ref}, {period}) is saved."


def line(pack: BoardPack) -> str:
    return f"{pack.ref}  {pack.name}  {pack.get_period_display()}"


group = click.Group("board-packs", help="Figures and records chosen for a board.")


group.add_command(lists.listing("list", BOARD_PACKS, says=line, summary="List your board packs."))
group.add_command(download("download", PACK_COPY))
