"""The verbs of organisations, units and districts."""

from broadhurst.capabilities.establishment.api.shapes import (
    as_agency,
    as_district,
    as_member,
    as_oversight,
    as_unit,
)
from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.close_agency import (
    CloseAgencyForm,
    close_agency,
)
from broadhurst.capabilities.establishment.commands.close_district import (
    CloseDistrictForm,
    close_district,
)
from broadhurst.capabilities.establishment.commands.close_unit import CloseUnitForm, close_unit
from broadhurst.capabilities.establishment.commands.edit_agency import EditAgencyForm, edit_agency
from broadhurst.capabilities.establishment.commands.edit_district import (
    EditDistrictForm,
    edit_district,
)
from broadhurst.capabilities.establishment.commands.edit_unit import EditUnitForm, edit_unit
from broadhurst.capabilities.establishment.commands.end_oversight import (
    EndOversightForm,
    end_oversight,
)
from broadhurst.capabilities.establishment.commands.join_region import JoinRegionForm, join_region
from broadhurst.capabilities.establishment.commands.leave_region import (
    LeaveRegionForm,
    leave_region,
)
from broadhurst.capabilities.establishment.commands.open_agency import OpenAgencyForm, open_agency
from broadhurst.capabilities.establishment.commands.open_district import (
    OpenDistrictForm,
    open_district,
)
from broadhurst.capabilities.establishment.commands.open_unit import OpenUnitForm, open_unit
from broadhurst.capabilities.establishment.queries.administering import (
    agencies_of,
    agencies_of_service,
    units_of,
)
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.capabilities.establishment.rules.organisations import FORCE
from broadhurst.foundation.doors.verbs import Subject, Verb


def by_key(ref: str) -> dict[str, object]:
    """Return the lookup for a record with a field `key`."""
    return {"key": ref}


AGENCY = Subject("agency", "/organisations/{ref}", agencies_of, by_key)
AGENCY_OF_SERVICE = Subject("agency", "/organisations/{ref}", agencies_of_service, by_key)
POLICE_FORCE = Subject(
    "agency", "/organisations/{ref}", lambda actor: agencies_of(actor).filter(kind=FORCE), by_key
)
UNIT = Subject("unit", "/units/{ref}", units_of, by_key)
DISTRICT = Subject("district", "/districts/{ref}", districts_in, by_key)

ORGANISATIONS = (
    Verb(
        "open-organisation", OpenAgencyForm, open_agency, None, "Open an organisation", as_agency,
        status=201, address="/organisations", named_by="key",
        says="{0.name} ({0.key}) is open. Open its units next.".format,
    ),
    Verb(
        "edit-organisation", EditAgencyForm, edit_agency, AGENCY_OF_SERVICE, "Edit an organisation",
        as_agency, address="/organisations/{ref}/edit",
        says="{0.name} ({0.key}) is saved.".format,
    ),
    Verb(
        "close-organisation", CloseAgencyForm, close_agency, AGENCY_OF_SERVICE,
        "Close an organisation", as_agency, address="/organisations/{ref}/close",
        says="The closing day of {0.name} ({0.key}) is saved.".format,
    ),
    Verb(
        "begin-oversight", BeginOversightForm, begin_oversight, AGENCY_OF_SERVICE,
        "Record which policing body oversees a force", as_oversight, status=201,
        says="{0.body} oversees {0.force}.".format,
    ),
    Verb(
        "end-oversight", EndOversightForm, end_oversight, AGENCY_OF_SERVICE,
        "End a policing body's oversight", as_oversight,
        says="The last day that {0.body} oversees {0.force} is saved.".format,
    ),
    Verb(
        "join-region", JoinRegionForm, join_region, AGENCY_OF_SERVICE, "Join a region", as_member,
        status=201,
        says="{0.agency} is in {0.region}.".format,
    ),
    Verb(
        "leave-region", LeaveRegionForm, leave_region, AGENCY_OF_SERVICE, "Leave a region",
        as_member,
        says="The last day of {0.agency} in {0.region} is saved.".format,
    ),
    Verb(
        "open-district", OpenDistrictForm, open_district, POLICE_FORCE,
        "Open a district of a police force", as_district, status=201, named_by="key",
        says="{0.name} ({0.key}) is open. Officers can now register OCGs in it.".format,
    ),
    Verb(
        "edit-district", EditDistrictForm, edit_district, DISTRICT, "Edit a district",
        as_district, address="/districts/{ref}/edit",
        says="{0.name} ({0.key}) is saved.".format,
    ),
    Verb(
        "close-district", CloseDistrictForm, close_district, DISTRICT, "Close a district",
        as_district, address="/districts/{ref}/close",
        says="The closing day of {0.name} ({0.key}) is saved.".format,
    ),
    Verb(
        "open-unit", OpenUnitForm, open_unit, AGENCY, "Open a unit", as_unit, status=201,
        named_by="key",
        says="{0.name} ({0.key}) is open. Post officers to it next.".format,
    ),
    Verb(
        "edit-unit", EditUnitForm, edit_unit, UNIT, "Edit a unit", as_unit,
        address="/units/{ref}/edit",
        says="{0.name} ({0.key}) is saved.".format,
    ),
    Verb(
        "close-unit", CloseUnitForm, close_unit, UNIT, "Close a unit", as_unit,
        address="/units/{ref}/close",
        says="The closing day of {0.name} ({0.key}) is saved.".format,
    ),
)  # fmt: skip
