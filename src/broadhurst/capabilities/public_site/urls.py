"""Pages of the public site's look."""

from django.urls import path

from broadhurst.capabilities.public_site import pages

app_name = "public_site"
urlpatterns = [
    path("public-site/", pages.site_page, name="site"),
    path("public-site/set-look/", pages.set_look_page, name="set_look"),
    path("public-site/remove-look/", pages.remove_look_page, name="remove_look"),
]
