"""Schemas of the answers about OCGs and their leads."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from broadhurst.capabilities.register.models import Lead, Ocg, ThreatType
from broadhurst.foundation.doors.schemas import Schema, one_of

OpenHits = Annotated[int, Field(description="Open deconfliction hits that you can see.")]


class OcgRowOut(Schema):
    """An OCG in a list."""

    ref: str
    kind: Annotated[str, one_of(Ocg.Kind)]
    name: str = Field(description="A cover name.")
    threat_types: list[Annotated[str, one_of(ThreatType)]]
    state: Annotated[str, one_of(Ocg.Status)]
    owner: str | None = Field(description="The name of the owning unit.")
    agency: str | None = Field(description="The short name of the owning organisation.")
    sio: str | None = Field(description="The senior investigating officer's name.")
    lro: str | None = Field(description="The lead responsible officer's name.")
    band: str | None = Field(description="From the last accepted assessment.")
    tier: int | None = Field(description="From the last accepted assessment.")
    review_due_on: date | None = Field(
        description="The last day to decide on a report, assess, review or look again."
    )
    open_hits: OpenHits


class LeadOut(Schema):
    """An officer who leads on an OCG."""

    role: Annotated[str, one_of(Lead.Role)]
    officer: str = Field(description="A username.")
    from_at: datetime
    deputy: str | None = Field(description="The username of who covers for them today, or null.")
    cover_until: date | None = Field(description="The last day of that cover.")


class OcgOut(Schema):
    """An OCG in full."""

    ref: str
    kind: Annotated[str, one_of(Ocg.Kind)]
    name: str = Field(description="A cover name.")
    threat_types: list[Annotated[str, one_of(ThreatType)]]
    state: Annotated[str, one_of(Ocg.Status)]
    description: str
    place: str = Field(description="The address or extent of a location, otherwise empty.")
    group: str = Field(description="The people at risk of a vulnerability, otherwise empty.")
    due_on: date | None = Field(description="The last day for the next step of its life.")
    national_ref: str = Field(description="The reference in the national list, or empty.")
    registered_at: datetime
    owner: str = Field(description="The key of the owning unit.")
    leads: list[LeadOut]
    open_hits: OpenHits
