"""A shared family name and middle name do not make two people the same."""

from itertools import combinations
from random import Random

import pytest
from rapidfuzz.distance import Levenshtein

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Hit
from broadhurst.foundation.access.wall import elevated
from broadhurst_linkage import names
from broadhurst_linkage.encoding.rows import Row
from broadhurst_linkage.matcher import Band, Matcher
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.comparisons import NOT_COUNTED
from tests.deconfliction.targets import far_ocg, with_suspect
from tests.people import Cast

MATCHER = Matcher.default()
PAIRS = 400
MOST_TOLD = 0.02
# Common first names, middle names and surnames of each origin. They refer to nobody.
GROUPS = {
    "Sikh men": (
        "gurpreet harjit balwinder amandeep jaspal navtej sukhdev daljit paramvir kuldip tarlochan",
        "singh", "sandhu dhillon sidhu grewal dhaliwal bains atwal johal sahota gill mann virk",
    ),
    "Sikh women": (
        "simran navdeep harleen rajwinder parminder kiranjot manmeet jasleen gurleen baljinder",
        "kaur", "sandhu dhillon sidhu grewal dhaliwal bains atwal johal sahota gill mann virk",
    ),
    "Hindu": (
        "rajesh vijay anil sandeep mukesh bharat hitesh pradeep arjun nikhil kavita meena priya",
        "kumar lal kumari devi bhai", "patel mehta desai joshi sharma gupta verma chopra reddy",
    ),
    "Bangladeshi women": (
        "rahima fatema shirin jahanara nasima salma taslima rokeya hasina monowara dilruba",
        "begum khatun akhtar sultana bibi", "chowdhury uddin miah rahman haque islam ali kabir",
    ),
    "Bangladeshi men": (
        "rafiqul kamal shafiq jamil delwar tofail nurul habib anwar saidur mizan",
        "islam uddin ullah miah haque", "chowdhury rahman khan talukdar sikder bhuiyan mondal",
    ),
    "Pakistani": (
        "imran asif kamran usman tariq shahid nadeem zeeshan waqas junaid bilal farhan",
        "mohammed ahmed ali hussain khan mahmood iqbal", "malik butt qureshi chaudhry janjua awan",
    ),
    "Nigerian": (
        "obiora tunde chinedu babatunde obinna segun femi kayode ifeanyi uche musa",
        "oluwaseun chukwuemeka ayodele olumide adewale ikenna",
        "okafor adeyemi nwosu okonkwo balogun ogunleye eze okoro adeleke",
    ),
    "Ghanaian": (
        "kwame yaw ebenezer nana godfrey isaac prince emmanuel felix abena comfort",
        "ofori kwabena akwasi osei kojo adjei", "boateng mensah owusu asante appiah amoah addo",
    ),
    "Chinese": (
        "wei jiahao ming tao xiaolong bin feng qiang lei guodong hui zhiyuan",
        "kwok wing siu chi ka jun", "zhang huang zhao xu sun cheung leung yeung chow",
    ),
    "Polish": (
        "piotr krzysztof tomasz wojciech grzegorz jakub dariusz lukasz zbigniew mateusz",
        "jan marek adam stanislaw jozef", "nowak kowalski wisniewski mazur krawczyk zielinski",
    ),
    "Irish": (
        "sean declan niall padraig brendan cormac fergus ronan liam michael",
        "patrick joseph anthony gerard oisin", "murphy walsh byrne gallagher quinn brennan doyle",
    ),
    "British": (
        "peter mark david gareth ian stuart callum duncan wayne luke nigel",
        "john james william zebedee edward", "smith holroyd ackroyd sutcliffe jones entwistle wood",
    ),
    "Arab": (
        "mustafa khaled omar tarek samir walid faisal ziad bassam hisham",
        "mohamed ahmed ali hassan abdullah", "haddad mansour najjar darwish sabbagh jaber khoury",
    ),
    "Somali": (
        "liban guled bashir warsame mahad dahir jama yusuf hodan fadumo",
        "mohamed abdi ahmed hassan ali", "farah osman aden egal duale hersi elmi samatar",
    ),
    "Romanian": (
        "andrei mihai florin vasile cristian bogdan catalin dumitru sorin petru",
        "ion gheorghe nicolae constantin", "popescu ionescu munteanu dobre ciobanu rusu lazar",
    ),
    "Vietnamese": (
        "minh hung tuan dung hai long cuong quang phong binh",
        "van thi huu duc ngoc", "nguyen tran pham hoang huynh vu dang bui",
    ),
}  # fmt: skip


def row(first: str, middle: str, surname: str, born: str = "") -> Row:
    return MATCHER.row(Record(first=first, middle=middle, surname=surname, born=born))


def told(one: Row, other: Row) -> bool:
    return MATCHER.tells(one.reshape(1, -1), other.reshape(1, -1))


def wholly_different(one: str, other: str) -> bool:
    """Return whether the beginning and most letters of two names differ."""
    return one[0] != other[0] and Levenshtein.normalized_similarity(one, other) <= 0.4


@pytest.mark.parametrize("group", GROUPS)
def test_a_shared_surname_and_middle_name_alone_are_no_hit(group: str) -> None:
    first, middle, surname = (text.split() for text in GROUPS[group])
    couples = [two for two in combinations(first, 2) if wholly_different(*two)]
    rng = Random(group)  # noqa: S311 - made-up people, not secrets
    hits = 0
    for _ in range(PAIRS):
        (one, other), shared = rng.choice(couples), (rng.choice(middle), rng.choice(surname))
        hits += told(row(one, *shared), row(other, *shared))
    assert len(couples) >= 10
    assert hits <= MOST_TOLD * PAIRS, f"{hits} of {PAIRS} couples were told as a hit"


@pytest.mark.parametrize("middle", ["Singh", "Kaur", "Begum", "Kumar", "Muhammad", "Bibi"])
def test_a_middle_name_that_many_of_one_origin_have_tells_nothing(middle: str) -> None:
    assert names.is_common(middle.casefold())
    explained = MATCHER.explain(row("Ann", middle, "Quilliam"), row("Ann", middle, "Quilliam"))
    weights = {bar["name"]: bar["weight"] for bar in explained["bars"]}
    assert abs(weights["Middle name"] + weights["Middle name: how rare"]) < 1


def test_the_reasons_say_that_a_middle_name_was_not_counted() -> None:
    explained = MATCHER.explain(row("Peter", "Zebedee", "Quill"), row("Mark", "Zebedee", "Quill"))
    words = {bar["name"]: bar["words"] for bar in explained["bars"]}
    assert words["Middle name"] == NOT_COUNTED
    total = explained["prior"] + sum(bar["weight"] for bar in explained["bars"])
    assert total == pytest.approx(explained["weight"])


def test_a_middle_name_counts_where_the_dates_of_birth_agree() -> None:
    one, other = row("Peter", "Zebedee", "Quill", "1988-03-27"), ("Mark", "Zebedee", "Quill")
    bands = [
        [scored.band for scored in MATCHER.score(one, row(*other, born).reshape(1, -1))]
        for born in ("1988-03-27", "1961-11-02")
    ]
    assert bands == [[Band.REVIEW], []]  # it may be a twin, so a desk decides


def test_another_middle_name_tells_against_a_match_as_before() -> None:
    one = row("Peter", "Zebedee", "Quill")
    weights = [
        MATCHER.explain(one, row("Mark", middle, "Quill"))["weight"]
        for middle in ("Barnabas", "Zebedee", "")
    ]
    assert weights[0] < weights[1] == weights[2]


def test_the_same_person_is_found_by_all_three_names() -> None:
    one = row("Gurpreet", "Singh", "Dhaliwar")
    (scored,) = MATCHER.score(one, row("Gurprit", "Singh", "Dhaliwar").reshape(1, -1))
    assert scored.band is Band.NOTIFY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harpreet Singh Dhaliwar", "Gurdeep Singh Dhaliwar"),
        ("Peter John Sandhamley", "Mark John Sandhamley"),
        ("Kwame Ofori Boatengwa", "Yaw Ofori Boatengwa"),
        ("Rahima Begum Chowdhurin", "Shirin Begum Chowdhurin"),
    ],
)
def test_neither_force_nor_desk_hears_of_two_of_one_family(
    cast: Cast, one: str, other: str
) -> None:
    near, far = cast.ocg(), far_ocg(cast)
    with_suspect(cast.gail, near, one, born_on=None)
    with_suspect(cast.olive, far, other, born_on=None)
    assert check(actor=cast.gail, ocg=near).hit_count == 0
    assert check(actor=cast.olive, ocg=far).hit_count == 0
    with elevated("to prove in a test that there is no hit"):
        assert not Hit.objects.exists()
