"""The verbs of board_packs, at the API and the terminal."""

from broadhurst.capabilities.board_packs.api import as_json
from broadhurst.capabilities.board_packs.cli import saved
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
from broadhurst.capabilities.board_packs.queries.packs import packs
from broadhurst.foundation.doors.verbs import Subject, Verb

PACK = Subject("pack", "/board-packs/{ref}", lambda _actor: packs())

VERBS = (
    Verb(
        "make", MakeBoardPackForm, make_board_pack, None, "Make a board pack", as_json,
        status=201, address="/board-packs", says=saved
    ),
    Verb(
        "edit", EditBoardPackForm, edit_board_pack, PACK, "Correct a board pack", as_json,
        says=saved
    ),
    Verb(
        "remove", RemoveBoardPackForm, remove_board_pack, PACK, "Remove a board pack", as_json,
        says=saved
    ),
)  # fmt: skip
