from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "broadhurst.foundation.lists"
    label = "lists"
