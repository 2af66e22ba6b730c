"""Scenario: SIO and LRO meet, make requests of each other and decide together."""

from datetime import date, timedelta

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.agree_extension import agree_extension
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.ask_extension import ask_extension
from broadhurst.capabilities.liaison.commands.chase import chase
from broadhurst.capabilities.liaison.commands.comment_on_review import comment_on_review
from broadhurst.capabilities.liaison.commands.complete import complete
from broadhurst.capabilities.liaison.commands.confirm_review import confirm_review
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.escalate_requests import escalate_requests
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.record_review import record_review
from broadhurst.capabilities.liaison.commands.sign import sign
from broadhurst.capabilities.liaison.models import LogEntry, Request
from broadhurst.capabilities.liaison.queries.reviews import to_agree
from broadhurst.capabilities.liaison.rules.requesting import WARRANT
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.scenario_deconfliction import answer_hits_later
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.words import WORDS

BEGINS_AFTER = 20
KINDS = tuple(WORDS["requests"])
# An officer of a council, who may become the LRO, executes no warrants.
OF_ANY_LRO = tuple(kind for kind in KINDS if kind != WARRANT)
HEADINGS = ("information", "strategy", "powers", "options", "action", "ethics")


def work_together(life: Life) -> None:
    """Let SIO and LRO meet, make requests and decide together while they lead."""
    first = life.since + timedelta(days=BEGINS_AFTER)
    life.script.on(first, lambda: _meet(life), hour=9)
    life.script.on(first + timedelta(days=4), lambda: _ask_again(life), hour=10)
    life.script.on(first + timedelta(days=9), lambda: _decide(life), hour=15)


def _meet(life: Life) -> None:
    if life.is_archived:
        return
    met_on, note = clock.today(), life.say("meetings.note")
    next_day = clock.today() + timedelta(days=life.random.randint(40, 75))
    if life.ocg.pk % 5 == 0 and not (life.is_moving or life.is_winding_down):
        _review(life, note, next_day)
    else:
        record_meeting(actor=life.lro, ocg=life.ocg, met_on=met_on, note=note)
    life.script.on(life.later(next_day), lambda: _meet(life), hour=9)


def _review(life: Life, agreed: str, next_on: date) -> None:
    """Record a joint review as the LRO. The SIO confirms it, except the latest ones."""
    sio = life.sio
    review = record_review(
        actor=life.lro, ocg=life.ocg, met_on=clock.today(), reviewed=["plan", "requests"],
        agreed=agreed, next_on=next_on, actions=_to_agree(life)[:2],
    )  # fmt: skip
    if review.pk % 3 == 0:
        comment = _in_turn(life, "review_answers", "comment", review.pk // 3)
        comment_on_review(actor=sio, review=review, comment=comment)
    if clock.now() + timedelta(days=7) < life.script.until:
        confirm_review(actor=sio, review=review)


def _to_agree(life: Life) -> list[str]:
    """Return the references of open actions and requests, as the LRO sees them."""
    with as_actor(life.lro):
        return list(to_agree(life.ocg))


def _ask_again(life: Life) -> None:
    """Make a request, and plan the next one. LROs answer in time more often than they did."""
    if life.is_winding_down:
        return
    if not life.is_moving:
        _make_and_answer(life)
    next_day = clock.today() + timedelta(days=life.random.randint(110, 190))
    life.script.on(life.later(next_day), lambda: _ask_again(life), hour=10)


def _make_and_answer(life: Life) -> None:
    request, answerer = make_request(life), life.lro
    answer_hits_later(life)
    # Requests are due in 2 working days.
    is_late = life.random.random() < 0.35 - 0.25 * life.script.recency()
    day = clock.today() + timedelta(days=4 if is_late else life.random.randint(0, 1))
    if is_late:
        life.script.on(clock.today(), lambda: _follow_up(life, request, answerer), hour=16)
    life.script.on(day, lambda: _answer(life, request, answerer), hour=14)


def _follow_up(life: Life, request: Request, answerer: Actor) -> None:
    """Ask for more time for one late request in three, and chase another."""
    if request.pk % 3 == 0:
        until_on = request.answer_due_at.date() + timedelta(days=3)
        because = life.say("late.reason")
        ask_extension(actor=answerer, lead_request=request, until_on=until_on, because=because)
        agree_extension(actor=life.sio, lead_request=request)
    elif request.pk % 3 == 1:
        chase(actor=life.sio, lead_request=request)


def pass_up_late(life: Life) -> None:
    """Make a request that nobody answers. It is chased, and passed up a day after its deadline."""
    request = make_request(life, OF_ANY_LRO)
    day = clock.today() + timedelta(days=2)
    life.script.on(day, lambda: chase(actor=life.sio, lead_request=request))
    life.script.at(
        request.answer_due_at + timedelta(hours=1),
        lambda: escalate_requests(actor=actor_of_system()),
    )


def make_request(life: Life, kinds: tuple[str, ...] = KINDS) -> Request:
    """Ask the LRO for something, as the SIO."""
    kind = life.random.choice(kinds)
    return ask(actor=life.sio, ocg=life.ocg, kind=kind, what=life.say(f"requests.{kind}"))


def _answer(life: Life, request: Request, answerer: Actor) -> None:
    accept(actor=answerer, lead_request=request)
    outcome_kind = "executed" if request.kind == WARRANT else "achieved"
    life.script.on(
        clock.today() + timedelta(days=life.random.randint(3, 9)),
        lambda: complete(
            actor=answerer,
            lead_request=request,
            outcome_kind=outcome_kind,
            outcome=life.say(f"outcomes.{request.kind}"),
        ),
        hour=16,
    )


def _decide(life: Life) -> None:
    """Decide jointly, in full for one OCG in three. A later decision supersedes that."""
    is_full = life.ocg.pk % 3 == 0
    entry = decide_jointly(
        actor=life.sio,
        ocg=life.ocg,
        made_at=clock.now(),
        decision=life.say("decisions.decision"),
        rationale=life.say("decisions.rationale"),
        **_in_full(life) if is_full else {},
    )
    _sign_later(life, entry, life.random.randint(1, 6))
    if is_full:
        day = clock.today() + timedelta(days=30)
        life.script.on(day, lambda: _supersede(life, entry), hour=15)


def _in_full(life: Life) -> dict[str, str]:
    """Return the headings of a full decision, beside the decision and its rationale."""
    number = life.ocg.pk // 3
    return {"extent": "full"} | {
        name: _in_turn(life, "full_decisions", name, number) for name in HEADINGS
    }


def _in_turn(life: Life, room: str, kind: str, number: int) -> str:
    """Return a text about an OCG. No random words are drawn, so that no other text changes."""
    forms: list[str] = WORDS[room][kind]
    return forms[number % len(forms)].format(name=life.ocg.name)


def _supersede(life: Life, entry: LogEntry) -> None:
    if life.is_winding_down or life.is_moving:
        return
    newer = decide_jointly(
        actor=life.sio,
        ocg=life.ocg,
        made_at=clock.now(),
        # No random words are drawn, so that no other text changes.
        decision=f"Arrest on the day when {life.ocg.name} expects the next delivery.",
        rationale=f"The supplier of {life.ocg.name} is known now, and will be there.",
        supersedes=entry,
        superseded_because=_in_turn(life, "full_decisions", "superseded", life.ocg.pk // 3),
    )
    _sign_later(life, newer, 2)


def _sign_later(life: Life, entry: LogEntry, hours: int) -> None:
    lro = life.lro
    hour = min(clock.now().hour + hours, 17)  # before the office closes
    life.script.on(clock.today(), lambda: sign(actor=lro, entry=entry), hour=hour)
