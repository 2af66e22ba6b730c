"""Commands for organisations and units."""

from broadhurst.capabilities.establishment.cli.finding import (
    Finds,
    Verb,
    a_district,
    a_unit,
    an_agency,
)
from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.close_body import CloseBodyForm, close_body
from broadhurst.capabilities.establishment.commands.close_district import (
    CloseDistrictForm,
    close_district,
)
from broadhurst.capabilities.establishment.commands.close_unit import CloseUnitForm, close_unit
from broadhurst.capabilities.establishment.commands.edit_body import EditBodyForm, edit_body
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
from broadhurst.capabilities.establishment.commands.open_body import OpenBodyForm, open_body
from broadhurst.capabilities.establishment.commands.open_district import (
    OpenDistrictForm,
    open_district,
)
from broadhurst.capabilities.establishment.commands.open_unit import OpenUnitForm, open_unit

AGENCY: Finds = {"agency": an_agency}
UNIT: Finds = {"unit": a_unit}
DISTRICT: Finds = {"district": a_district}
ORGANISATIONS: tuple[Verb, ...] = (
    ("open-organisation", OpenBodyForm, open_body, {}, "key"),
    ("edit-organisation", EditBodyForm, edit_body, AGENCY, ""),
    ("close-organisation", CloseBodyForm, close_body, AGENCY, ""),
    ("begin-oversight", BeginOversightForm, begin_oversight, AGENCY, ""),
    ("end-oversight", EndOversightForm, end_oversight, AGENCY, ""),
    ("join-region", JoinRegionForm, join_region, AGENCY, ""),
    ("leave-region", LeaveRegionForm, leave_region, AGENCY, ""),
    ("open-district", OpenDistrictForm, open_district, AGENCY, "key"),
    ("edit-district", EditDistrictForm, edit_district, DISTRICT, ""),
    ("close-district", CloseDistrictForm, close_district, DISTRICT, ""),
    ("open-unit", OpenUnitForm, open_unit, AGENCY, "key"),
    ("edit-unit", EditUnitForm, edit_unit, UNIT, ""),
    ("close-unit", CloseUnitForm, close_unit, UNIT, ""),
)
