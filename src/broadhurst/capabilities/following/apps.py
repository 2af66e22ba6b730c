from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "broadhurst.capabilities.following"
    label = "following"
