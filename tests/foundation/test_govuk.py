"""Forms, tags and pages as a user sees them. No database."""

import gzip
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings
from pytest_django.asserts import assertInHTML

from broadhurst.foundation import clock, govuk
from broadhurst.foundation.govuk import fields, words
from broadhurst.foundation.govuk.fields import DateTimeField
from broadhurst.foundation.govuk.fields.articles import singular, with_article
from broadhurst.foundation.govuk.reading import by_part, time_of_day, wrong_parts

pytestmark = pytest.mark.urls(__name__)


def nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


room = [
    path("postings/", nowhere, name="postings"),
    path("sign-out/", nowhere, name="sign_out"),
]
urlpatterns = [path("", include((room, "establishment")))]


@pytest.fixture(autouse=True)
def plain_static(settings: Settings) -> None:
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


class Handover(forms.Form):
    name = fields.TextField(label="Name of the OCG", max_length=10, help_text="Short")
    about = fields.TextAreaField(label="What it does", max_length=20, required=False)
    tier = fields.ChoiceField(
        label="Tier", choices=[("1", "Tier 1"), ("2", "Tier 2")], hints={"1": "The region leads"}
    )
    district = fields.SelectField(label="District", choices=[("BOL", "Bolton"), ("BUR", "Bury")])
    threats = fields.MultiChoiceField(label="Threats", choices=[("d", "Drugs"), ("f", "Firearms")])
    handover_on = fields.DateField(label="Handover date", help_text="For example, 27 3 2026")
    meets_at = fields.DateTimeField(label="Meeting time", required=False)
    cost = fields.PoundsField(label="Cost", required=False)
    score = fields.NumberField(label="SIO score", min_value=0, max_value=10)
    read = fields.BooleanField(label="I have read the risks")
    paper = fields.FileField(label="Supporting paper", accept=".pdf")
    password = fields.PasswordField(label="Password")


def typed(**changes: str) -> QueryDict:
    """Return a complete set of valid answers, with some replaced."""
    answers = {
        "name": "Marlow",
        "tier": "1",
        "district": "BOL",
        "threats": "d",
        "handover_on_day": "27",
        "handover_on_month": "3",
        "handover_on_year": "2026",
        "score": "7",
        "read": "on",
        "password": " secret ",
    }
    query = QueryDict(mutable=True)
    query.update({**answers, **changes})
    return query


def handover(**changes: str) -> Handover:
    paper = SimpleUploadedFile("a.pdf", b"x")
    return Handover(typed(**changes), MultiValueDict({"paper": [paper]}))


def errors(**changes: str) -> dict[str, list[str]]:
    return {
        name: [str(error) for error in found] for name, found in handover(**changes).errors.items()
    }


def rendered(source: str, **context: object) -> str:
    return Template("{% load govuk %}" + source).render(Context(context))


# Forms


def test_good_answers_are_taken_as_they_are_meant() -> None:
    form = handover(
        cost="£1,250.50",
        about="a\r\nb",
        meets_at_day="1",
        meets_at_month="July",
        meets_at_year="2026",
        meets_at_time="2.30pm",
    )

    assert form.errors == {}
    assert form.cleaned_data["handover_on"] == date(2026, 3, 27)
    assert form.cleaned_data["meets_at"] == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    assert form.cleaned_data["cost"] == 125050
    assert form.cleaned_data["score"] == 7
    assert form.cleaned_data["threats"] == ["d"]
    assert form.cleaned_data["about"] == "a\nb"
    assert form.cleaned_data["password"] == " secret "


def test_every_missing_answer_says_what_to_do() -> None:
    assert {
        name: found[0] for name, found in Handover(QueryDict(), MultiValueDict()).errors.items()
    } == {
        "name": "Enter the name of the OCG",
        "tier": "Select a tier",
        "district": "Select a district",
        "threats": "Select at least one threat",
        "handover_on": "Enter a handover date",
        "score": "Enter an SIO score",
        "read": "Tick “I have read the risks” to continue",
        "paper": "Select a supporting paper",
        "password": "Enter a password",
    }


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("whose records", "whose records"),
        ("reason", "a reason"), ("address", "an address"), ("SIO", "an SIO"), ("ROCU", "a ROCU"),
        ("unit", "a unit"), ("username", "a username"), ("kind of event", "the kind of event"),
        ("findings", "the findings"), ("first day", "the first day"), ("status", "a status"),
        ("chief officer's comments", "the chief officer's comments"), ("text", "the text"),
        ("what you found", "what you found"), ("their reference", "their reference"),
        ("update recorded in error", "an update recorded in error"),
    ],
)  # fmt: skip
def test_a_message_has_the_article_of_its_noun(noun: str, said: str) -> None:
    assert with_article(noun) == said


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("threat types", "threat type"), ("units of the force", "unit of the force"),
        ("agencies", "agency"), ("crime", "crime"),
    ],
)  # fmt: skip
def test_one_of_several(noun: str, said: str) -> None:
    assert singular(noun) == said


def test_a_form_may_say_it_in_its_own_words() -> None:
    class Own(forms.Form):
        why = fields.TextField(label="Why now?")
        sio = fields.TextField(label="Who leads?", noun="the new SIO")
        lro = fields.TextField(label="LRO", error_messages={"required": "Name an LRO"})

    assert [found[0] for found in Own({}).errors.values()] == [
        "Answer the question “Why now?”",
        "Enter the new SIO",
        "Name an LRO",
    ]


def test_each_form_has_fields_of_its_own() -> None:
    """Changing the label or attributes of a field in one form does not change other forms."""

    class Asks(forms.Form):
        colour = fields.TextField(label="Colour")

    changed, other = Asks({}), Asks({})
    changed.fields["colour"].label = "Shade"
    changed.fields["colour"].widget.attrs["class"] = "wide"
    said = [list(form.errors["colour"]) for form in (changed, other, Asks({}))]
    assert said == [["Enter a shade"], ["Enter a colour"], ["Enter a colour"]]
    assert other.fields["colour"].widget.attrs == {}


@pytest.mark.parametrize(
    ("parts", "message", "box"),
    [
        (("27", "3", ""), "Handover date must include a year", "year"),
        (("", "", "2026"), "Handover date must include a day and month", "day"),
        (("31", "2", "2026"), "Handover date must be a real date", "day"),
        (("3", "13", "2026"), "Handover date must be a real date", "month"),
        (("3", "3", "26"), "Handover date must have a year with 4 numbers", "year"),
        (("3", "3", "0026"), "Handover date must have a year between 1900 and 2099", "year"),
        (("3", "Smarch", "2026"), "Handover date must be a real date", "month"),
    ],
)
def test_a_bad_date_is_explained_and_the_summary_leads_to_the_wrong_box(
    parts: tuple[str, str, str], message: str, box: str
) -> None:
    names = ("handover_on_day", "handover_on_month", "handover_on_year")
    form = handover(**dict(zip(names, parts, strict=True)))

    assert form.errors["handover_on"] == [message]
    assert form["handover_on"].id_for_label == f"id_handover_on_{box}"
    for part in filter(None, parts):
        assert f'value="{part}"' in str(form["handover_on"])


def test_a_date_may_come_as_one_iso_text_from_a_machine() -> None:
    class Ask(forms.Form):
        on = fields.DateField(label="Day")
        at = fields.DateTimeField(label="Time")

    form = Ask({"on": "2026-03-27", "at": "2026-07-01T14:30"})
    assert form.is_valid()
    assert form.cleaned_data == {
        "on": date(2026, 3, 27),
        "at": datetime(2026, 7, 1, 13, 30, tzinfo=UTC),
    }
    wrong = Ask({"on": "27/3/2026", "at": "soon"})
    assert wrong.errors["on"] == ["Day must be a real date, like 2026-03-27"]
    assert wrong.errors["at"] == ["Time must be a real date and time, like 2026-03-27T15:04"]


@pytest.mark.parametrize("given", ["9" * 5000, "9" * 400, "1e999999999", "²", "٣", "\x00", "-1"])
def test_no_text_however_odd_breaks_a_field(given: str) -> None:
    form = handover(
        **dict.fromkeys(("name", "about", "tier", "district", "score", "cost"), given),
        **{f"handover_on_{part}": given for part in ("day", "month", "year")},
        **{f"meets_at_{part}": given for part in ("day", "month", "year", "time")},
    )
    assert {"tier", "score", "cost", "handover_on", "meets_at"} <= form.errors.keys()
    assert "govuk-error-message" in str(form)
    render_to_string("govuk/error_summary.html", {"form": form})


@pytest.mark.parametrize(
    "given", ["0001-01-01T00:00+00:00", "9999-12-31T23:59-05:00", "0001-01-01", "9" * 5000]
)
def test_no_iso_text_breaks_a_field(given: str) -> None:
    class Ask(forms.Form):
        on = fields.DateField(label="Day")
        at = fields.DateTimeField(label="Time")

    form = Ask({"on": given, "at": given})
    assert form.errors.keys() == {"on", "at"}
    assert "govuk-error-message" in str(form)


def test_initial_values_fill_the_boxes_in_london_time() -> None:
    form = Handover(
        initial={
            "handover_on": date(2026, 3, 7),
            "meets_at": datetime(2026, 7, 1, 13, 30, tzinfo=UTC),
            "cost": 125050,
        }
    )
    assert 'value="7"' in str(form["handover_on"])
    assert 'value="14:30"' in str(form["meets_at"])
    assert 'value="1250.50"' in str(form["cost"])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"name": "A name too long"}, "Name of the OCG must be 10 characters or fewer. It has 15"),
        ({"score": "eleven"}, "SIO score must be a whole number, like 12"),
        ({"score": "11"}, "SIO score must be 10 or less"),
        ({"score": "-1"}, "SIO score must be 0 or more"),
        ({"cost": "12.345"}, "Cost must be an amount in pounds, like 1,250 or 99.50"),
        ({"cost": "NaN"}, "Cost must be an amount in pounds, like 1,250 or 99.50"),
        ({"tier": "9"}, "Choose a tier from the list"),
        ({"district": "nowhere"}, "Choose a district from the list"),
        ({"threats": "x"}, "Choose at least one threat from the list"),
    ],
)
def test_a_bad_answer_is_explained_in_words_of_its_label(
    answer: dict[str, str], message: str
) -> None:
    assert errors(**answer) == {next(iter(answer)): [message]}


def test_a_question_is_quoted_where_an_answer_is_not_on_its_list() -> None:
    class Form(forms.Form):
        what = fields.MultiChoiceField(label="What did you review?", choices=[("p", "The plan")])

    assert Form({"what": ["x"]}).errors["what"] == [
        "Choose an answer to “What did you review?” from the list"
    ]


def test_what_was_typed_is_still_there_after_an_error() -> None:
    html = str(handover(name="Far too long a name", tier="2", score="lots", district="BUR"))

    assert 'value="Far too long a name"' in html
    assert 'value="lots"' in html
    assert '<option value="BUR" selected>' in html
    assert html.count(" checked") == 3


def test_hint_and_error_are_tied_to_their_box() -> None:
    html = handover(name="Far too long a name")["name"].as_field_group()

    assertInHTML('<div class="govuk-hint" id="id_name_helptext">Short</div>', html)
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert "maxlength" not in html


def test_groups_have_a_legend_and_optional_says_so() -> None:
    form = Handover()
    tier = form["tier"].as_field_group()

    assertInHTML(
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Tier</legend>', tier
    )
    assert 'aria-describedby="id_tier_0-hint"' in tier
    assert "aria-invalid" not in Handover({})["tier"].as_field_group()
    assert "What it does (optional)" in form["about"].as_field_group()
    assert "(optional)" not in form["read"].as_field_group()


def test_a_counted_box_is_tied_to_its_count() -> None:
    html = str(Handover()["about"])
    assert 'data-maxlength="20"' in html
    assert 'aria-describedby="id_about-info"' in html


def test_a_password_is_never_sent_back() -> None:
    assert "secret" not in str(handover(name="Far too long a name")["password"])


def test_the_summary_lists_objections_first_and_links_to_the_fields() -> None:
    form = handover(name="Far too long a name")
    form.add_error(None, "The giving agency no longer owns this OCG.")
    html = render_to_string("govuk/error_summary.html", {"form": form})

    assert html.index("no longer owns") < html.index('href="#id_name"')
    assert render_to_string("govuk/error_summary.html", {"form": handover()}).strip() == ""


# Words


NOON = datetime(2026, 3, 24, 12, tzinfo=UTC)
LATE = datetime(2026, 3, 24, 23, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "today", "text"),
    [
        (date(2026, 3, 24), date(2026, 3, 24), "due today"),
        (date(2026, 3, 25), date(2026, 3, 24), "due in 1 day"),
        (date(2026, 3, 27), NOON, "due in 3 days"),
        (date(2026, 3, 23), date(2026, 3, 24), "1 day overdue"),
        (date(2026, 3, 22), date(2026, 3, 24), "2 days overdue"),
        (date(2022, 3, 3), date(2026, 12, 1), "overdue since 3 March 2022"),
        (NOON.replace(hour=17), NOON, "due today at 5:00pm"),
        (LATE + timedelta(minutes=20), LATE, "due tomorrow at 12:10am"),
        (LATE, LATE + timedelta(minutes=20), "overdue since yesterday at 11:50pm"),
        (LATE + timedelta(hours=13), LATE, "due in 1 day"),
        (NOON.replace(hour=9), NOON, "overdue since 9:00am"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1), "due today at 12:30am"),
    ],
)
def test_a_clock_in_words(due: date, today: date, text: str) -> None:
    assert words.due(due, today)[0] == text
    assert f">{text}</strong>" in rendered("{% clock due today %}", due=due, today=today)


def test_a_clock_without_a_day_counts_from_the_present() -> None:
    with clock.set_to(NOON):
        assert "due in 3 days" in rendered("{% clock due %}", due=date(2026, 3, 27))
    assert rendered("{% clock due %}", due=None) == ""


def test_days_moments_and_money() -> None:
    instant = datetime(2026, 7, 1, 14, 4, tzinfo=UTC)
    assert rendered("{{ x|day }}", x=date(2026, 3, 27)) == "27 March 2026"
    assert rendered("{{ x|day }}", x=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert rendered("{{ x|moment }}", x=instant) == "1 July 2026 at 3:04pm"
    assert rendered("{{ x|moment }}", x=datetime(2026, 1, 1, tzinfo=UTC)).endswith("at midnight")
    assert rendered("{{ x|pounds }}", x=123450) == "£1,234.50"
    assert rendered("{{ x|pounds }}", x=-100) == "-£1"
    assert rendered("{{ x|yes_no }} {{ y|yes_no }}", x=False, y=None) == "No Not known"


# Components


def test_what_is_unknown_is_said_and_what_is_given_is_escaped() -> None:
    assert "Not known" in rendered('{% summary_row "SIO" x %}', x=None)
    assert ">0<" in rendered('{% summary_row "Risks" x %}', x=0)
    assert "&lt;b&gt;" in rendered('{% summary_row "SIO" x %}', x="<b>")
    assert "&lt;b&gt;" in rendered("{% tag x %}", x="<b>")
    assert "<a>x</a>" in rendered('{% row "SIO" %}<a>x</a>{% endrow %}')
    assert "&lt;b&gt;" in rendered('{% row "SIO" %}{{ x }}{% endrow %}', x="<b>")


def test_bars_are_a_table_with_the_longest_bar_for_the_largest_value() -> None:
    rows = [{"label": "Drugs", "value": 1200}, {"label": "Fraud", "value": 300}]
    html = rendered("{% bars rows %}", rows=rows)

    assert "1,200" in html
    assert 'width="100.00%"' in html
    assert 'width="25.00%"' in html
    assert 'width="0%"' in rendered("{% bars rows %}", rows=[{"label": "None", "value": 0}])


def test_a_band_covers_the_time_without_a_gap_and_keeps_one_colour_for_an_owner() -> None:
    spans = [
        {"label": "GMP", "since": date(2024, 1, 1), "until": date(2025, 1, 1)},
        {"label": "NWROCU", "since": date(2025, 1, 1), "until": date(2026, 1, 1)},
        SimpleNamespace(label="GMP", since=date(2026, 1, 1), until=None),
    ]
    html = rendered("{% band spans today=today %}", spans=spans, today=date(2027, 1, 1))

    assert html.count("bh-colour-1") == 4
    assert html.count("bh-colour-2") == 2
    assert html.count('width="33.3') == 3
    assert "now" in html
    assert "1 year" in html


def test_a_band_of_nothing_and_of_one_day_can_be_drawn() -> None:
    today = date(2027, 1, 1)
    rendered("{% band spans today=today %}", spans=[], today=today)
    spans = [{"label": "GMP", "since": today, "until": None}]
    assert "0 days" in rendered("{% band spans today=today %}", spans=spans, today=today)


def test_paging_keeps_the_filter_and_goes_on_or_back_to_the_first() -> None:
    request = RequestFactory().get("/", {"tier": "1", "after": "abc"})
    html = rendered("{% pagination page %}", request=request, page={"next": "def"})

    assert 'href="?tier=1"' in html
    assert 'href="?tier=1&amp;after=def"' in html
    first = RequestFactory().get("/")
    assert "<nav" not in rendered("{% pagination page %}", request=first, page={"next": None})


# Pages


def page(name: str, **context: object) -> str:
    return render_to_string(name, context, RequestFactory().get("/"))


def test_every_page_names_its_marking_and_who_is_signed_in() -> None:
    actor = SimpleNamespace(
        officer=SimpleNamespace(name="Gail Fernsby"), unit=SimpleNamespace(name="Challenger")
    )
    html = page("govuk/layout.html", title="OCGs", actor=actor, marking="OFFICIAL-SENSITIVE")

    assert "<title>OCGs - Broadhurst</title>" in html
    assert "OFFICIAL-SENSITIVE</p>" in html
    assert "Gail Fernsby" in html
    assert '<form class="bh-who__form" action="/sign-out/" method="post">' in html
    assert "OFFICIAL</p>" in page("govuk/layout.html")
    assert "Sign out" not in page("govuk/layout.html")


def test_pages_obey_the_content_security_policy() -> None:
    html = page("govuk/ask.html", title="Hand over", form=handover(name="Far too long a name"))

    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count('<script type="module" src="')
    assert " onclick" not in html


def test_asking_shows_errors_in_the_title_and_sends_files_only_when_there_are_some() -> None:
    class Plain(forms.Form):
        name = fields.TextField(label="Name")

    wrong = page("govuk/ask.html", title="Hand over", form=Plain({}), back="/ocgs/", warn="Final.")
    assert "<title>Error: Hand over - Broadhurst</title>" in wrong
    assert "There is a problem" in wrong
    assert "multipart" not in wrong
    assert "csrfmiddlewaretoken" in wrong
    assert "multipart" in page("govuk/ask.html", title="Hand over", form=Handover())


def test_a_problem_lists_all_objections() -> None:
    html = page("govuk/problem.html", title="Not now", status=409, objections=["One.", "Two."])
    assert "<li>One.</li><li>Two.</li>" in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "503.html"])
def test_the_plain_pages_need_nothing(name: str) -> None:
    html = render_to_string(name)
    assert "<h1" in html
    assert f"Error {name[:3]}" in html


def test_the_first_page_is_light_and_carries_no_borrowed_identity() -> None:
    built = Path(govuk.__file__).parent / "static" / "govuk"
    sizes = {file.name: len(gzip.compress(file.read_bytes())) for file in built.iterdir()}
    assert sizes.pop("lookup.js") < 21_000  # only pages with a search box load it
    assert sizes.pop("network.js") < 300_000  # only networks load it
    # Only the map of planned events loads these.
    assert sum(sizes.pop(name) for name in ("map.js", "map-worker.js", "map.css")) < 450_000

    assert sum(sizes.values()) < 40_000
    assert "GDS Transport" not in (built / "app.css").read_text()
    assert "url(" not in (built / "app.css").read_text()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1430", time(14, 30)), ("0200", time(2)), ("2200hrs", time(22)), ("2200 hrs", time(22)),
        ("14:30:00", time(14, 30)), ("14.30", time(14, 30)), ("2:30pm", time(14, 30)),
        ("2pm", time(14)), ("9", time(9)), ("midday", time(12)), ("Noon", time(12)),
        ("12am", time(0)), ("930", None), ("2430", None), ("1475", None), ("14pm", None),
        ("14:3", None), ("midnight", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_of_day_as_officers_write_it(typed: str, meant: time | None) -> None:
    assert time_of_day(typed) == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027-03-28T01:30", "the clocks go forward that night"),
        ("2027-03-28", "include a time"),
        ("2027-03-28T25:00", "a real date and time"),
    ],
)
def test_an_instant_that_is_none_is_said(written: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        DateTimeField(label="Start").clean(written)
    assert DateTimeField(label="Start").clean("2027-03-28T01:30Z") == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )


def test_the_hour_that_is_left_out_is_said_on_the_page_too() -> None:
    boxes = {"day": "28", "month": "3", "year": "2027", "time": "0130"}
    with pytest.raises(ValidationError, match="the clocks go forward that night"):
        DateTimeField(label="Start").to_python(boxes)
    assert wrong_parts(boxes) == ()


@pytest.mark.parametrize("hour", ["2026-10-25T01:00", "2026-10-25T01:30", "2026-10-25T01:59"])
def test_the_hour_that_comes_twice_is_refused_until_it_says_which(hour: str) -> None:
    field = DateTimeField(label="Start")
    day, at = hour.split("T")
    boxes = {"day": "25", "month": "10", "year": "2026", "time": at}
    said = "Start must say which of two times it is, since the clocks go back that night: write BST"
    for given in (hour, boxes):
        with pytest.raises(ValidationError, match=said):
            field.clean(given)
    first = datetime.fromisoformat(f"{hour}Z").astimezone(UTC) - timedelta(hours=1)
    for zone, meant in (
        ("BST", first), (" bst", first), ("+01:00", first), (" +0100", first),
        ("GMT", first + timedelta(hours=1)), ("+00:00", first + timedelta(hours=1)),
    ):  # fmt: skip
        assert field.clean(f"{day}T{at}{zone}") == meant
        assert field.clean(boxes | {"time": f"{at}{zone}"}) == meant
        assert wrong_parts(boxes | {"time": f"{at}{zone}"}) == ()


@pytest.mark.parametrize("hour", ["2026-10-25T00:59", "2026-10-25T02:00", "2026-10-26T01:30"])
def test_what_is_around_it_is_taken_as_it_was(hour: str) -> None:
    meant = datetime.fromisoformat(hour).replace(tzinfo=clock.LONDON).astimezone(UTC)
    assert DateTimeField(label="Start").clean(hour) == meant


def test_a_page_takes_no_offset_that_london_has_not_then() -> None:
    boxes = {"day": "1", "month": "12", "year": "2026", "time": "14:30 BST"}
    with pytest.raises(ValidationError, match="which has another offset then"):
        DateTimeField(label="Start").clean(boxes)
    kept = DateTimeField(label="Start").clean(boxes | {"time": "2:30pm GMT"})
    assert kept == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["2026-07-05T14:00 GMT", "2026-12-01T14:00 BST", "2026-03-29T01:30 BST"]
)
def test_nor_does_a_text_that_says_it_in_words(written: str) -> None:
    """A user who writes GMT in July, as the hint in October says, would be an hour out."""
    field = DateTimeField(label="Start")
    with pytest.raises(ValidationError, match="which has another offset then"):
        field.clean(written)
    summer = datetime(2026, 7, 5, 14, tzinfo=UTC)
    for offset in ("Z", "+00:00"):
        assert field.clean(f"2026-07-05T14:00{offset}") == summer, "a program writes an instant"


def test_an_instant_of_that_hour_is_shown_so_that_it_can_be_sent_again() -> None:
    for hour, zone in ((0, "BST"), (1, "GMT")):
        instant = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        parts = by_part(instant, ("day", "month", "year", "time"))
        assert parts["time"] == f"01:30 {zone}"
        assert DateTimeField(label="Start").clean(parts) == instant
        assert words.moment(instant) == f"25 October 2026 at 1:30am {zone}"
    assert by_part("2026-10-25T01:30", ("day", "time")) == {"day": "25", "time": "01:30"}


def test_a_time_that_is_none_is_marked_in_its_own_box() -> None:
    assert wrong_parts({"day": "2", "month": "3", "year": "2027", "time": "930"}) == ("time",)


def test_options_begin_with_a_capital_and_keep_their_other_letters() -> None:
    class Asks(forms.Form):
        kind = fields.SelectField(choices=[("team", "organised crime team"), ("toex", "TOEX")])
        how = fields.ChoiceField(choices=[("phone", "by phone"), ("email", "By email")])

    html = str(Asks())
    shown = [text in html for text in ("Organised crime team", "TOEX", "By phone", "By email")]
    assert shown == [True] * 4
    assert "organised crime team" not in html


def test_labels_and_values_of_options_are_escaped() -> None:
    class Asks(forms.Form):
        kind = fields.SelectField(choices=[('<"a">', "<b>B</b>"), ("c", "C")])
        level = fields.ChoiceField(choices=[('<"a">', "<b>B</b>"), ("c", "C")])

    for name in ("kind", "level"):
        text = str(Asks({"kind": "c", "level": "c"})[name])
        assert "&lt;b&gt;B&lt;/b&gt;" in text
        assert 'value="&lt;&quot;a&quot;&gt;"' in text
        assert len(re.findall(r" (selected|checked)[ >]", text)) == 1
