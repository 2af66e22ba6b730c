from django.apps import AppConfig


class ChiefOfficersConfig(AppConfig):
    name = "broadhurst.surfaces.chief_officers"
    label = "chief_officers"
