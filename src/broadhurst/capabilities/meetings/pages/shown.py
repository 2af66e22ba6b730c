"""Pages of a meeting: its agenda, its minutes, the invitation, and actions."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.lists import ACTIONS
from broadhurst.capabilities.meetings.models import Agenda, Item
from broadhurst.capabilities.meetings.queries.agendas import (
    actions,
    actions_of,
    agenda_of,
    agendas,
    attendance_of,
    following_meeting,
    is_done,
    meetings,
    page_of,
    title_of,
)
from broadhurst.capabilities.meetings.queries.gathering import carried_to, not_yet_on
from broadhurst.capabilities.meetings.queries.minutes import (
    decision_in_words,
    minutes_of,
)
from broadhurst.capabilities.meetings.queries.parts import parts_of
from broadhurst.capabilities.meetings.rules.actions import ACTION
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_agree,
    objections_to_arrange,
    objections_to_change,
)
from broadhurst.capabilities.meetings.rules.invitation import invitation
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.rules.seats import chairs, convenes
from broadhurst.foundation import clock
from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.paper import MARKING
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def meeting_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a meeting: its agenda as far as the reader may see it, who attends, and its actions."""
    meeting = web.find(request, meetings(), ref=ref)
    agenda, may = agenda_of(meeting), convenes(request.actor, meeting.board)
    may_prepare = may and meeting.stage == Meeting.Stage.PLANNED
    context: dict[str, Any] = {
        "meeting": meeting,
        "agenda": agenda,
        "may_prepare": may_prepare,
        "waiting": len(not_yet_on(agenda, meeting)) + len(carried_to(meeting))
        if may_prepare
        else 0,
        "has_begun": meeting.at <= clock.now(),
        "marking": MARKING,
    }
    if agenda:
        page = page_of(agenda, request.GET)
        context |= {
            "page": page,
            "rows": [_row(item) for item in page.rows],
            "attendance": attendance_of(agenda),
            "actions": actions_of(meeting),
            "may_change": may and agenda.agreed_at is None,
            "may_arrange": not objections_to_arrange(may, agenda, meeting),
            "may_agree": not objections_to_agree(
                chairs(request.actor, meeting.board), agenda, meeting, following_meeting(meeting)
            ),
        }
    return render(request, "meetings/meeting.html", context)


def _row(item: Item) -> dict[str, Any]:
    """Return an item for the table of the agenda."""
    decision = decision_in_words(item)
    status = "Carried over" if item.is_carried else "Done" if is_done(item) else "Open"
    return {"item": item, "title": title_of(item), "decision": decision, "status": status}


def minutes_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the minutes of a meeting, as far as the reader may see them."""
    agenda = _agenda(request, ref)
    context = {
        "minutes": minutes_of(agenda),
        "meeting": agenda.meeting,
        "may_correct": not objections_to_change(
            convenes(request.actor, agenda.meeting.board), agenda
        ),
        "marking": MARKING,
    }
    return render(request, "meetings/minutes.html", context)


def minutes_copy_page(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Download the minutes. Each download is recorded as a disclosure."""
    agenda = _agenda(request, ref)
    if form not in FORMATS:
        raise Http404
    return downloads.page(
        request,
        take_minutes,
        {"agenda": agenda},
        title="You cannot download these minutes",
        back=(reverse("meetings:minutes", args=[ref]), "Minutes"),
        filename=f"minutes-{ref}.{form}",
        content_type=FORMATS[form][1],
        form=form,
    )


def invitation_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Download the invitation for a calendar. It names the board and nothing else."""
    meeting = web.find(request, meetings(), ref=ref)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    address = request.build_absolute_uri(reverse("meetings:meeting", args=[ref]))
    text = invitation(ref, meeting.board.unit.name, meeting.at, address, clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{ref}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def actions_page(request: ActingRequest) -> HttpResponseBase:
    """List the actions of meetings that the reader may see."""
    return show(request, ACTIONS, "meetings/actions.html")


def action_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show an action of a meeting, and what the reader can do with it."""
    action = web.find(request, actions(), ref=ref)
    verbs = ACTION.open_to(action.stage, parts_of(action, request.actor))
    context = {"action": action, "verbs": verbs, "marking": MARKING}
    return render(request, "meetings/action.html", context)


def _agenda(request: ActingRequest, ref: str) -> Agenda:
    return web.find(request, agendas(), meeting__ref=ref)
