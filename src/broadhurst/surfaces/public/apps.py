from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "broadhurst.surfaces.public"
    label = "public"
