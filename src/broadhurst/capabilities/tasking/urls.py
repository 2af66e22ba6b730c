"""Pages of this room, in the order of the journey."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
