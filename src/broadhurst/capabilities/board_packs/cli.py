"""The command line of board packs."""

import click

from broadhurst.capabilities.board_packs.commands.edit_board_pack import (
    EditBoardPackForm,
    edit_board_pack,
)
from broadhurst.capabilities.board_packs.commands.make_board_pack import (
    MakeBoardPackForm,
    make_board_pack,
)
from broadhurst.capabilities.board_packs.commands.remove_board_pack import (
    RemoveBoardPackForm,
    remove_board_pack,
)
from broadhurst.capabilities.board_packs.lists import BOARD_PACKS
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.pack_on_paper import PACK_COPY
from broadhurst.capabilities.board_packs.queries.packs import packs
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import download


def a_pack(actor: Actor, ref: str) -> BoardPack | None:
    return cli.find(actor, packs(), ref=ref)


def line(pack: BoardPack) -> str:
    return f"{pack.ref}  {pack.name}  {pack.get_period_display()}"


group = click.Group("board-packs", help="Figures and records chosen for a board.")
group.add_command(cli.verb("make", MakeBoardPackForm, make_board_pack, says=line))
for name, form, then in (
    ("edit", EditBoardPackForm, edit_board_pack),
    ("remove", RemoveBoardPackForm, remove_board_pack),
):
    group.add_command(cli.verb(name, form, then, finds={"pack": a_pack}, says=line))
group.add_command(lists.listing("list", BOARD_PACKS, says=line, summary="List your board packs."))
group.add_command(download("download", PACK_COPY))
