"""Pages of the districts of a police force, for administrators."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.establishment.commands.close_district import (
    CloseDistrictForm,
    close_district,
)
from broadhurst.capabilities.establishment.commands.edit_district import (
    EditDistrictForm,
    edit_district,
)
from broadhurst.capabilities.establishment.commands.open_district import (
    OpenDistrictForm,
    open_district,
)
from broadhurst.capabilities.establishment.queries.administering import agencies_of
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.capabilities.establishment.rules.organisations import FORCE
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def open_district_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Open a district of a police force."""
    forces = agencies_of(request.actor).filter(kind=FORCE)
    agency = web.find(request, forces, key=ref)
    href = reverse("establishment:organisation", args=[agency.key])
    return web.ask(
        request,
        OpenDistrictForm,
        open_district,
        title="Open a district",
        submit="Open district",
        done=lambda district: f"{district.name} is open. Officers can now register OCGs in it.",
        go_to=href,
        agency=agency,
        context={"caption": agency.name, "back": href},
    )


def _about_district(request: ActingRequest, ref: str) -> dict[str, Any]:
    district = web.find(request, districts_in(request.actor), key=ref)
    href = reverse("establishment:organisation", args=[district.force.key])
    caption = f"{district.name}, {district.force.name}"
    return {"district": district, "go_to": href, "context": {"caption": caption, "back": href}}


edit_district_page = web.verb(
    EditDistrictForm, edit_district, _about_district, "Edit this district", "Save district",
    lambda district: f"{district.name} is saved.",
)  # fmt: skip
close_district_page = web.verb(
    CloseDistrictForm, close_district, _about_district, "Close this district", "Close district",
    "The closing day is saved.",
)  # fmt: skip
