from django.apps import AppConfig


class BoardPacksConfig(AppConfig):
    name = "broadhurst.capabilities.board_packs"
    label = "board_packs"
