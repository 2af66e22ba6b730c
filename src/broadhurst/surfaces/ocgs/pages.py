"""The list of OCGs. It shows which have an open hit."""

from django.http.response import HttpResponseBase

from broadhurst.capabilities.ocg_imports.rules import objections_to_import_here
from broadhurst.capabilities.register.rules.registering import objections_to_register_here
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show
from broadhurst.surfaces.ocgs.lists import OCGS


def ocgs(request: ActingRequest) -> HttpResponseBase:
    """List the OCGs of a tab that match the filters in the query string."""
    may_register = not objections_to_register_here(request.actor)
    may_import = not objections_to_import_here(request.actor)
    return show(
        request, OCGS, "ocgs/ocgs.html", may_register=may_register, may_import=may_import
    )  # fmt: skip
