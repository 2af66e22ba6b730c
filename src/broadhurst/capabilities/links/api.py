"""The JSON API of links."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import links, links_of
from broadhurst.capabilities.links.schemas import LinkOut
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["links"])


@router.get("/ocgs/{ref}/links", summary="The links of an OCG", response=api.items_of(LinkOut))
def list_links(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.all_of(links_of(ocg), as_link)


@router.get("/links/{ref}", summary="One link", response=LinkOut)
def one_link(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_link(api.find(request, links(), ref=ref)))


def as_link(link: Link) -> LinkOut:
    return LinkOut(
        ref=link.ref,
        ocg=link.ocg.ref,
        other_ocg=link.other_ocg.ref,
        person=link.person.ref if link.person else None,
        other_person=link.other_person.ref if link.other_person else None,
        kind=link.kind,
        from_on=link.from_on,
        until_on=link.until_on,
        ended_because=link.ended_because,
        source=link.source,
        intelligence=link.intelligence,
        handling=link.handling,
        conditions=link.conditions,
        reason=link.reason,
        recorded_by=link.recorded_by.username,
        recorded_at=link.recorded_at,
        withdrawn_at=link.withdrawn_at,
        withdrawn_because=link.withdrawn_because,
    )
