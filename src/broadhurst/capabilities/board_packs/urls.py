"""URLs of board packs."""

from django.urls import path

from broadhurst.capabilities.board_packs import pages
from broadhurst.capabilities.board_packs.queries.pack_on_paper import PACK_COPY
from broadhurst.foundation.record_copies import pages as record_copies

app_name = "board_packs"
urlpatterns = [
    path("board-packs/", pages.board_packs_page, name="board_packs"),
    path("board-packs/make/", pages.make_page, name="make"),
    path("board-packs/<str:ref>/", pages.board_pack_page, name="board_pack"),
    path(
        "board-packs/<str:ref>/copy.<str:form>",
        record_copies.page(PACK_COPY),
        name="board_pack_copy",
    ),
    path("board-packs/<str:ref>/edit/", pages.edit_page, name="edit"),
    path("board-packs/<str:ref>/remove/", pages.remove_page, name="remove"),
]
