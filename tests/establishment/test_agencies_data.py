"""The data about real organisations, reports and outcomes has sources."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import broadhurst.capabilities
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency

ROOMS = Path(broadhurst.capabilities.__file__).parent
Row = dict[str, Any]


def load(room: str, name: str) -> dict[str, Any]:
    return tomllib.loads((ROOMS / room / "data" / name).read_text())


BODIES = load("establishment", "agencies.toml")
DISTRICTS: list[Row] = load("establishment", "districts.toml")["district"]
CAPABILITIES: list[Row] = load("establishment", "capabilities.toml")["capability"]
REPORTS = load("inspections", "reports.toml")
VENETIC = load("operations", "venetic.toml")
BODY: dict[str, Row] = {row["key"]: row for row in BODIES["body"]}
LETTER_PARTNERS = (
    "gmp gmca national-probation-service hmpps-intelligence border-force dwp"
    " immigration-enforcement"
)


def members(region: str, day: date) -> set[str]:
    return {
        row["agency"]
        for row in BODIES["member"]
        if row["region"] == region
        and row["from_on"] <= day
        and ("until_on" not in row or day < row["until_on"])
    }


def keys_of_kind(kind: str) -> set[str]:
    return {key for key, row in BODY.items() if row["kind"] == kind}


def test_every_key_is_unique() -> None:
    tables = [BODIES["body"], BODIES["region"], DISTRICTS, REPORTS["report"], REPORTS["finding"]]
    for rows in tables:
        assert max(Counter(row["key"] for row in rows).values()) == 1
    assert max(Counter(row["code"] for row in CAPABILITIES).values()) == 1
    assert max(Counter(row["name"] for row in BODIES["body"]).values()) == 1


def test_bodies_fit_the_table_they_are_for() -> None:
    fields = {field.name: field for field in Agency._meta.fields}
    for row in BODIES["body"]:
        assert set(row) <= set(fields)
        assert row["kind"] in Agency.Kind.values
        assert row["nation"] in {"ENG", "WLS", "SCT", "NIR"}
        for name in ("name", "short_name", "source"):
            assert 0 < len(row[name]) <= (fields[name].max_length or 0), row[name]


def test_every_reference_resolves() -> None:
    regions = {row["key"] for row in BODIES["region"]}
    for row in BODIES["body"]:
        assert row.get("succeeds", row["key"]) in BODY
    for row in BODIES["member"]:
        assert row["region"] in regions
        assert BODY[row["agency"]]["kind"] in {"police_force", "rocu"}
    for row in BODIES["policing_body"]:
        assert BODY[row["force"]]["kind"] == "police_force"
        assert BODY[row["body"]]["kind"] in {"local_policing_body", "combined_authority"}
    for row in DISTRICTS:
        assert BODY[row["force"]]["kind"] == "police_force"
        assert BODY[row["council"]]["kind"] == "council"


def test_every_span_runs_forward_and_a_successor_begins_where_the_other_ends() -> None:
    for row in BODIES["policing_body"]:
        assert row.get("until_on", date.max) > row.get("from_on", date.min)
    for row in [*BODIES["body"], *BODIES["member"]]:
        assert type(row["from_on"]) is date
        assert row.get("until_on", date.max) > row["from_on"]
    for row in BODIES["body"]:
        if "succeeds" in row:
            assert BODY[row["succeeds"]]["until_on"] == row["from_on"]


def responsible(day: date) -> Counter[str]:
    """Count the local policing bodies that are responsible for each force on a day."""
    return Counter(
        row["force"]
        for row in BODIES["policing_body"]
        if row.get("from_on", date.min) <= day < row.get("until_on", date.max)
    )


@pytest.mark.parametrize(
    "day", [clock.today(), date(2012, 11, 22), date(2017, 10, 1), date(2021, 5, 10)]
)
def test_each_territorial_force_has_one_policing_body_and_nobody_else_has(day: date) -> None:
    assert responsible(day) == dict.fromkeys(keys_of_kind("police_force") - {"btp"}, 1)


@pytest.mark.parametrize(
    ("force", "day", "body"),
    [
        ("gmp", date(2017, 5, 7), "gm-pcc"),
        ("gmp", date(2017, 5, 8), "gmca"),
        ("west-yorkshire", date(2021, 5, 9), "west-yorkshire-pcc"),
        ("west-yorkshire", date(2021, 5, 10), "wyca"),
        ("south-yorkshire", date(2024, 5, 7), "symca"),
        ("north-yorkshire", date(2018, 11, 14), "north-yorkshire-pcc"),
        ("north-yorkshire", date(2018, 11, 15), "north-yorkshire-pfcc"),
        ("north-yorkshire", date(2024, 5, 7), "ynyca"),
        ("essex", date(2017, 10, 1), "essex-pfcc"),
        ("staffordshire", date(2018, 8, 1), "staffordshire-pfcc"),
        ("northamptonshire", date(2019, 1, 1), "northamptonshire-pfcc"),
        ("metropolitan", date(2012, 1, 16), "mopac"),
        ("city-of-london", date(1996, 5, 22), "common-council"),
    ],
)
def test_the_body_changed_on_the_day_it_did(force: str, day: date, body: str) -> None:
    found = [
        row["body"]
        for row in BODIES["policing_body"]
        if row["force"] == force
        and row.get("from_on", date.min) <= day < row.get("until_on", date.max)
    ]
    assert found == [body]


def test_a_policing_body_is_in_being_while_it_answers() -> None:
    for row in BODIES["policing_body"]:
        body = BODY[row["body"]]
        assert body["from_on"] <= row.get("from_on", body["from_on"])
        assert row.get("until_on", date.max) <= body.get("until_on", date.max)


def test_everything_has_a_source() -> None:
    for rows in (
        BODIES["body"],
        BODIES["member"],
        BODIES["policing_body"],
        CAPABILITIES,
        REPORTS["finding"],
    ):
        assert all(row["source"] for row in rows)
    assert all(row["source"].startswith("https://") for row in VENETIC["snapshot"])


def test_the_forces_and_units_are_all_there() -> None:
    forces, units = keys_of_kind("police_force"), keys_of_kind("rocu")
    today = {row["agency"] for row in BODIES["member"] if "until_on" not in row}

    assert len(forces - {"btp"}) == 43
    assert len(units) == 9
    assert today == forces | units


def test_no_body_is_in_two_regions_on_one_day() -> None:
    for day in (date(2016, 1, 1), date(2018, 8, 23), date(2018, 8, 24), date(2021, 3, 30)):
        placed = [key for row in BODIES["region"] for key in members(row["key"], day)]
        assert max(Counter(placed).values()) == 1
        assert "kent" in placed


def test_the_north_west_has_six_forces_one_of_them_welsh() -> None:
    assert members("north-west", date(2021, 3, 30)) == {
        *("cheshire", "cumbria", "gmp", "lancashire", "merseyside", "north-wales", "nwrocu")
    }
    assert BODY["north-wales"]["nation"] == "WLS"


def test_greater_manchester_is_as_the_letter_has_it() -> None:
    districts = [row["name"] for row in DISTRICTS if row["force"] == "gmp"]
    day = date(2021, 3, 30)

    assert " ".join(districts) == (
        "Bolton Bury Manchester Oldham Rochdale Salford Stockport Tameside Trafford Wigan"
    )
    for key in LETTER_PARTNERS.split():
        assert BODY[key]["from_on"] <= day < BODY[key].get("until_on", date.max)


def test_a_capability_never_owns_risk() -> None:
    for row in CAPABILITIES:
        assert row["owns_risk"] is False
        assert row["provider_kind"] in {"force", "regional", "national"}
        assert type(row["needs_statutory_authority"]) is bool
        assert row["lead_time_days"] > 0


def test_findings_belong_to_reports_and_address_bodies() -> None:
    reports = {row["key"]: row for row in REPORTS["report"]}
    findings = {row["key"]: row for row in REPORTS["finding"]}
    for report in reports.values():
        assert BODY[report["publisher"]]["kind"] == "inspectorate"
        assert set(report["bodies_named"]) <= set(BODY)
        inspectorate = BODY[report["publisher"]]
        assert inspectorate["from_on"] <= report["published_on"]
        assert report["published_on"] < inspectorate.get("until_on", date.max)
    for finding in findings.values():
        report = reports[finding["report"]]
        assert set(finding.get("addressed_to", [])) <= set(report["bodies_named"])
        assert finding.get("due_on", date.max) > report["published_on"]
        assert ("due_on" in finding) == ("due_text" in finding)
        for other in ("parent", "recurs_from"):
            assert finding.get(other, finding["key"]) in findings


def test_the_report_of_2021_has_the_two_recommendations_the_letter_quotes_and_no_other() -> None:
    report = next(row for row in REPORTS["report"] if row["key"] == "rocu-2021")
    asked = {
        row["number"]: row
        for row in REPORTS["finding"]
        if row["report"] == "rocu-2021" and row["kind"] == "recommendation"
    }

    assert clock.section_55_last_day(report["published_on"]) == date(2021, 4, 14)
    assert set(asked) == {"1", "2"}
    assert all(row["due_on"] == date(2022, 2, 28) for row in asked.values())
    assert "(SIOs) and lead responsible officers (LROs) to work effectively" in asked["1"]["text"]
    assert "working autonomously of force responsibilities" in asked["2"]["text"]
    assert "We do not have the text of\nrecommendations 3 to 6." in report["note"]


def test_register_entries_are_as_published() -> None:
    files = sorted((ROOMS / "inspectorate_register" / "data" / "register").glob("*-*.txt"))
    assert len(files) == 4
    for file in files:
        text = file.read_text()
        assert file.stem.rpartition("-")[0] in BODY
        assert "3rd March 2017" in text
        assert "complete" in text


def test_venetic_is_snapshots_with_unit_stage_and_day() -> None:
    stages = {"arrested", "charged", "convicted", "seized"}
    for row in VENETIC["snapshot"]:
        assert type(row["as_of"]) is date
        assert row["unit"] in {"count", "pence", "grams", "pills"}
        assert row["stage"] in stages
        assert type(row["value"]) is int
        assert row["qualifier"] in {"", "over", "about"}
    one_each = Counter((row["as_of"], row["area"], row["measure"]) for row in VENETIC["snapshot"])
    assert max(one_each.values()) == 1
    assert set(VENETIC["operation"]["agencies"]) <= set(BODY)


def test_venetic_only_ever_rises() -> None:
    by_measure: dict[tuple[str, str], list[tuple[date, int]]] = {}
    for row in VENETIC["snapshot"]:
        by_measure.setdefault((row["area"], row["measure"]), []).append(
            (row["as_of"], row["value"])
        )
    for values in by_measure.values():
        assert sorted(values) == sorted(values, key=lambda pair: pair[1])
