from django.apps import AppConfig


class PublicMessagesConfig(AppConfig):
    name = "broadhurst.capabilities.public_messages"
    label = "public_messages"
