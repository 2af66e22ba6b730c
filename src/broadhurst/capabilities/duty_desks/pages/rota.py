"""Pages of the rota: who is on duty for each unit, day and night."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.commands.set_duty import SetDutyForm, set_duty
from broadhurst.capabilities.duty_desks.queries.desks import rotas
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import moment


def rota(request: ActingRequest) -> HttpResponse:
    """Show the rotas that the reader's unit keeps for the next days, with their gaps."""
    context = {
        "rotas": rotas(request.actor.unit),
        "days": desk_rules.ROTA_AHEAD.days,
        "may_set": bool(desk_rules.ROTA_ROLES & request.actor.roles),
    }
    return render(request, "duty_desks/rota.html", context)


def set_duty_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        SetDutyForm,
        set_duty,
        title="Set who is on duty",
        submit="Set duty",
        go_to=reverse("duty_desks:rota"),
        done=in_words,
        context={
            "intro": "During this duty, officers who have a hit with the unit are told to call "
            "this contact. It replaces what is on the rota for those hours.",
            "back": reverse("duty_desks:rota"),
        },
    )


def in_words(duty: Duty) -> str:
    """Return a sentence on the new duty, and one for each change to an overlapping duty."""
    hours = f"from {moment(duty.from_at)} to {moment(duty.until_at)}"
    return " ".join((f"{duty.contact} is on duty for {duty.unit} {hours}.", *duty.gave_way))
