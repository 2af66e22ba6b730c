"""Models of meetings."""

from broadhurst.capabilities.meetings.models.actions import MeetingAction
from broadhurst.capabilities.meetings.models.agendas import Agenda, Attendance, Correction, Item

__all__ = ["Agenda", "Attendance", "Correction", "Item", "MeetingAction"]
