"""Scenario: a year of board meetings, with agendas, attendance, actions and agreed minutes."""

from datetime import timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.agree_minutes import agree_minutes
from broadhurst.capabilities.meetings.commands.complete_action import complete_action
from broadhurst.capabilities.meetings.commands.conclude_item import conclude_item
from broadhurst.capabilities.meetings.commands.give_action import give_action
from broadhurst.capabilities.meetings.commands.prepare_agenda import prepare_agenda
from broadhurst.capabilities.meetings.commands.record_attendance import record_attendance
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.tasking.commands.add_attendee import add_attendee
from broadhurst.capabilities.tasking.commands.edit_board import edit_board
from broadhurst.capabilities.tasking.models import Board, Meeting
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS, Words

A_YEAR = timedelta(days=365)
PREPARED_BEFORE = timedelta(days=21)
DUE_IN = timedelta(days=24)
TERMS = (
    "Commits specialist teams against the highest threat, risk and harm. Meets every four weeks. "
    "Partners attend for the items that they act on."
)


class Minutes:
    """Keeps the meetings of one board in the last year, as its chair."""

    def __init__(self, script: Script, board: Board, chair: Actor, partner: Actor) -> None:
        self.script, self.board, self.chair, self.partner = script, board, chair, partner
        # Texts of their own draws, so that they change no other text.
        self.words = Words(Random(board.pk))  # noqa: S311
        self.agendas: dict[int, Agenda] = {}
        self.last: Agenda | None = None
        script.ago(A_YEAR.days, self._begin)

    def _begin(self) -> None:
        edit_board(
            actor=self.chair, board=self.board, cadence_days=self.board.cadence_days, terms=TERMS,
            because="Agreed with the partners for the year.",
        )  # fmt: skip
        add_attendee(actor=self.chair, board=self.board, officer=self.partner.officer)

    def expect(self, meeting: Meeting) -> None:
        """Prepare the agenda some weeks ahead, and once more on the day."""
        if meeting.at - PREPARED_BEFORE < self.script.until - A_YEAR:
            return
        for before in (PREPARED_BEFORE, timedelta(hours=2)):
            self.script.at(max(meeting.at - before, clock.now()), lambda: self._prepare(meeting))

    def _prepare(self, meeting: Meeting) -> None:
        agenda = prepare_agenda(actor=self.chair, meeting=meeting)
        if meeting.pk not in self.agendas:
            self._add_papers(agenda)
        self.agendas[meeting.pk] = agenda

    def _add_papers(self, agenda: Agenda) -> None:
        """Add the paper that the board gets for each meeting."""
        paper = WORDS["meeting_papers"]
        file = SimpleUploadedFile(paper["name"], "\n".join(paper["content"]).encode())
        add_file(actor=self.chair, about=agenda, file=file, description=paper["description"])

    def sit(self, meeting: Meeting) -> None:
        """Record a meeting that is about to close, and agree the minutes of the one before."""
        agenda = self.agendas.get(meeting.pk)
        if agenda is None:
            return
        if self.last:
            agree_minutes(actor=self.chair, agenda=self.last)
        is_there = len(self.agendas) % 3 > 0
        for actor, status in (
            (self.chair, "present"),
            (self.partner, "present" if is_there else "apologies"),
        ):
            record_attendance(actor=self.chair, agenda=agenda, officer=actor.officer, status=status)
        say = self.words.say
        item = add_item(actor=self.chair, agenda=agenda, title=say("board_meetings.business"))
        conclude_item(actor=self.chair, item=item, note=say("board_meetings.note"))
        owner = self.partner if is_there else self.chair
        action = give_action(
            actor=self.chair, agenda=agenda, title=say("board_meetings.action"), item=item,
            owner=owner.officer, due_on=clock.today() + DUE_IN,
        )  # fmt: skip
        outcome = say("board_meetings.outcome")
        self.script.on(
            clock.today() + timedelta(days=17),
            lambda: complete_action(actor=owner, action=action, outcome=outcome),
        )
        self.last = agenda
