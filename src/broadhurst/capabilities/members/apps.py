from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "broadhurst.capabilities.members"
    label = "members"
