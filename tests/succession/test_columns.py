"""Every column that names an organisation moves to its successor, or stays for a reason."""

import re
from importlib import import_module

from django.apps import apps

from broadhurst.foundation.agencies.models import Agency

MIGRATIONS = "broadhurst.capabilities.succession.migrations"
CARRY = "".join(
    import_module(f"{MIGRATIONS}.{name}").CARRY for name in ("0002_wall", "wall.answering")
)
# Live work moves. Where a table has live and ended records, the ended ones stay.
MOVES = {
    "agencies_agency.succeeded_by_id",
    "agencies_agency.succeeds_id",
    "agencies_district.council_id",
    "agencies_district.force_id",
    "agencies_officer.agency_id",
    "agencies_oversight.force_id",
    "agencies_post.agency_id",
    "agencies_regionmember.agency_id",
    "agencies_unit.agency_id",
    "commitments_commitment.force_id",
    "funding_change.recipient_id",
    "funding_line.recipient_id",
    "funding_post.recipient_id",
    "funding_rest.recipient_id",
    "inspections_addressee.agency_id",
    "inspections_ourstatus.agency_id",
    "inspections_response.force_id",
    "leads_training.agency_id",
    "register_ownership.agency_id",
    "self_assessment_assessment.agency_id",
    "self_assessment_correction.agency_id",
    "self_assessment_evidence.agency_id",
    "tasking_direction.recipient_id",
    "tracking_chaser.agency_id",
    "tracking_milestone.agency_id",
    "tracking_nextstep.agency_id",
}
HISTORY = "it says which organisation it was on a day"
PUBLISHED = "what was published or decided stays under the old organisation's name"
OTHER_KINDS = "an inspectorate or a policing body has no successor while it is one"
ITS_OWN = "the successor sets its own"
STAYS = {
    "agencies_oversight.body_id": OTHER_KINDS,
    "clearance_chain.agency_id": OTHER_KINDS,
    "clearance_delegation.agency_id": ITS_OWN,
    "clearance_policy.agency_id": ITS_OWN,
    "commitments_commitment.body_id": OTHER_KINDS,
    "disruptions_disruption.lead_id": HISTORY,
    "disruptions_support.agency_id": HISTORY,
    "funding_line.funder_id": HISTORY,
    "inspections_inspectorateact.agency_id": PUBLISHED,
    "inspections_publication.body_id": OTHER_KINDS,
    "inspections_publication.force_id": PUBLISHED,
    "inspections_report.publisher_id": OTHER_KINDS,
    "inspections_response.body_id": OTHER_KINDS,
    "inspections_standardparagraph.agency_id": OTHER_KINDS,
    "inspectorate_register_reading.agency_id": PUBLISHED,
    "operations_participation.agency_id": HISTORY,
    "plans_engagement.by_id": HISTORY,
    "plans_engagement.partner_id": HISTORY,
    "practice_adoption.agency_id": HISTORY,
    "practice_publicnote.agency_id": HISTORY,
    "public_messages_publicmessage.agency_id": HISTORY,
    "public_site_look.agency_id": ITS_OWN,
    "public_site_publicwelsh.agency_id": HISTORY,
    "succession_succession.successor_id": HISTORY,
    "succession_succession_predecessors.agency_id": HISTORY,
    "succession_unitmove.now_id": HISTORY,
    "succession_unitmove.was_id": HISTORY,
    "tasking_demand.agency_id": HISTORY,
}


def test_every_column_that_names_an_organisation_moves_or_stays() -> None:
    named = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is Agency
    }
    assert not MOVES & STAYS.keys()
    assert MOVES | STAYS.keys() == named


def test_the_database_moves_those_that_move() -> None:
    written = set(re.findall(r"UPDATE (\w+) \w+ SET (\w+)", CARRY))
    for table, columns in re.findall(r"INSERT INTO (\w+)\s*\(([^)]+)\)", CARRY):
        written |= {(table, column.strip()) for column in columns.split(",")}
    assert {f"{table}.{column}" for table, column in written} >= MOVES
