from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "broadhurst.capabilities.orders"
    label = "orders"
