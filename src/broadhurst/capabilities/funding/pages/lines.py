"""Pages of the commands on a funding line."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.funding.commands.confirm_line import ConfirmLineForm, confirm_line
from broadhurst.capabilities.funding.commands.dispute_line import DisputeLineForm, dispute_line
from broadhurst.capabilities.funding.commands.edit_line import EditLineForm, edit_line
from broadhurst.capabilities.funding.commands.end_line import EndLineForm, end_line
from broadhurst.capabilities.funding.commands.record_line import RecordLineForm, record_line
from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.capabilities.funding.rules.lines import objections_to_role
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each


@refused_by_role(
    objections_to_role, title="Record a funding line", back="funding:funding", link_text="Funding"
)
def record_line_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        RecordLineForm,
        record_line,
        title="Record a funding line",
        submit="Record line",
        go_to=lambda line: reverse("funding:line", args=[line.ref]),
        done=lambda line: f"{line} is recorded. Next, say which posts rest on it.",
        context={
            "back": reverse("funding:lines"),
            "intro": f"It is recorded for {request.actor.agency.name}.",
        },
    )


def confirm_lines_page(request: ActingRequest) -> HttpResponse:
    """Record that the funder confirmed each of the chosen lines."""
    return ask_for_each(
        request,
        ConfirmLineForm,
        confirm_line,
        each_form=ConfirmLineForm,
        rows=lines(),
        subject="line",
        title="Confirm funding lines",
        noun="funding line",
        submit="Confirm lines",
        back=reverse("funding:lines"),
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    line = web.find(request, lines(), ref=ref)
    href = reverse("funding:line", args=[ref])
    caption = f"{line}, {line.recipient.short_name}"
    return {"line": line, "go_to": href, "context": {"caption": caption, "back": href}}


edit_line_page = web.verb(
    EditLineForm, edit_line, _about, "Edit this funding line", "Save line",
    "The line is saved.",
)  # fmt: skip
confirm_line_page = web.verb(
    ConfirmLineForm, confirm_line, _about, "Confirm this funding line", "Confirm line",
    "The line is confirmed.",
)  # fmt: skip
dispute_line_page = web.verb(
    DisputeLineForm, dispute_line, _about, "Record a dispute", "Record dispute",
    "The line is in dispute. It no longer counts as confirmed.",
)  # fmt: skip
end_line_page = web.verb(
    EndLineForm, end_line, _about, "End this funding line", "End line",
    "The end of the line is recorded.",
)  # fmt: skip
