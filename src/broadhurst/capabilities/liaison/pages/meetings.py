"""Pages of the meetings of SIO and LRO."""

from django.http import HttpResponse

from broadhurst.capabilities.liaison.commands.record_meeting import (
    RecordMeetingForm,
    record_meeting,
)
from broadhurst.capabilities.liaison.pages.back import back_to
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def record_meeting_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        RecordMeetingForm,
        record_meeting,
        ocg=ocg,
        title="Record that SIO and LRO met",
        submit="Record meeting",
        go_to=back_to(ocg),
        done="The meeting is recorded.",
        context={"back": back_to(ocg)},
    )
