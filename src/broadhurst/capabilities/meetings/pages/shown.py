"""Pages of a meeting: its agenda, its minutes, the invitation, and actions."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.lists import ACTIONS
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import (
    actions,
    agenda_of,
    agendas,
    ask_agenda,
    following_meeting,
    meeting_at,
    meetings,
)
from broadhurst.capabilities.meetings.queries.listed_items import ask_page, page_of
from broadhurst.capabilities.meetings.queries.meeting_page import (
    ON_THE_PAGE,
    asks_of_page,
    attendance_shown,
    first_actions_of,
    sections_of,
)
from broadhurst.capabilities.meetings.queries.minutes import minutes_of
from broadhurst.capabilities.meetings.queries.parts import parts_of
from broadhurst.capabilities.meetings.queries.waiting_count import ask_waiting, count_waiting
from broadhurst.capabilities.meetings.rules.actions import ACTION
from broadhurst.capabilities.meetings.rules.agendas import (
    has_begun,
    objections_to_agree,
    objections_to_arrange,
    objections_to_change,
)
from broadhurst.capabilities.meetings.rules.invitation import invitation
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.rules.seats import chairs, convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.paper import MARKING
from broadhurst.foundation.doors.record_parts import ask_record_of
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def meeting_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a meeting: its agenda as far as the reader may see it, who attends, and its actions."""
    with web.found(request, meeting_at, partial(_asks_of_page, request), ref=ref) as meeting:
        agenda, may = agenda_of(meeting), convenes(request.actor, meeting.board)
        may_prepare = _may_prepare(request.actor, meeting)
        context: dict[str, Any] = {
            "meeting": meeting,
            "agenda": agenda,
            "may_prepare": may_prepare,
            "waiting": count_waiting(meeting) if may_prepare else 0,
            "has_begun": has_begun(meeting, clock.now()),
            "marking": MARKING,
        }
        if agenda:
            context |= _agenda_in_part(agenda, request.GET) | {
                "may_change": may and agenda.agreed_at is None,
                "may_arrange": not objections_to_arrange(may, agenda, meeting),
                "may_agree": _may_agree(request.actor, agenda, meeting),
            }
        return render(request, "meetings/meeting.html", context)


def _asks_of_page(request: ActingRequest, meeting: Meeting) -> list[Ask]:
    """Return the statements of the page of a meeting, to send them ahead together."""
    waiting = [ask_waiting(meeting)] if _may_prepare(request.actor, meeting) else []
    return [
        ask_agenda(meeting), ask_page(meeting, request.GET), *asks_of_page(meeting),
        *ask_record_of(request), *waiting,
    ]  # fmt: skip


def _may_prepare(actor: Actor, meeting: Meeting) -> bool:
    return meeting.stage == Meeting.Stage.PLANNED and convenes(actor, meeting.board)


def _agenda_in_part(agenda: Agenda, query: QueryDict) -> dict[str, Any]:
    """Return a page of the items, with an index of the kinds of items if there are more."""
    page = page_of(agenda.meeting, query)
    is_part = page.next is not None or not page.is_first or "kind" in query
    actions_shown = first_actions_of(agenda)
    sections = sections_of(agenda) if is_part else []
    return {
        "page": page,
        "rows": page.rows,
        "sections": sections,
        "many": sum(section.many for section in sections),
        "done": sum(section.done for section in sections),
        "kind": next((row for row in sections if row.kind == query.get("kind")), None),
        "attendance": attendance_shown(agenda),
        "actions": actions_shown[:ON_THE_PAGE],
        "has_more_actions": len(actions_shown) > ON_THE_PAGE,
    }


def _may_agree(actor: Actor, agenda: Agenda, meeting: Meeting) -> bool:
    """Return whether an actor may agree the minutes. The next meeting is read only if it counts."""
    if meeting.stage != Meeting.Stage.HELD or agenda.agreed_at is not None:
        return False
    is_chair, following = chairs(actor, meeting.board), following_meeting(meeting)
    return not objections_to_agree(is_chair, agenda, meeting, following)


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
