"""Pages of the public site's look, and of Welsh versions."""

from django.urls import path

from broadhurst.capabilities.public_site import pages

ON_VERSION = {
    "edit": pages.edit_welsh_page,
    "publish": pages.publish_welsh_page,
    "withdraw": pages.withdraw_welsh_page,
}

app_name = "public_site"
urlpatterns = [
    path("public-site/", pages.site_page, name="site"),
    path("public-site/set-look/", pages.set_look_page, name="set_look"),
    path("public-site/remove-look/", pages.remove_look_page, name="remove_look"),
    path("welsh-versions/", pages.welsh_list_page, name="welsh_versions"),
    path("welsh-versions/write/", pages.write_welsh_page, name="write_welsh"),
    path("welsh-versions/<str:ref>/", pages.welsh_page, name="welsh_version"),
    *(
        path(f"welsh-versions/<str:ref>/{verb}/", page, name=f"{verb}_welsh")
        for verb, page in ON_VERSION.items()
    ),
]
