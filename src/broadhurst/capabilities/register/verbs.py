"""The verbs of assessments, at the API and the terminal."""

from broadhurst.capabilities.register.api import as_assessment, as_moderation
from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.ocgs import to_lead
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
ASSESSMENT = Subject(
    "assessment",
    "/assessments/{ref}",
    lambda _actor: Assessment.objects.select_related("ocg", "scheme", "scored_by", "dossier"),
)

VERBS = (
    Verb(
        "assess", AssessForm, assess, OCG, "Assess an OCG", as_assessment, status=201,
        says="Assessment {.ref} is sent. A moderator accepts it or returns it to you.".format,
    ),
    Verb(
        "moderate", ModerateForm, moderate, ASSESSMENT, "Moderate an assessment", as_moderation,
        says="Assessment {.assessment.ref} is moderated.".format,
    ),
    VerbOnEach(
        "name-leads", NameLeadForm, name_lead, "ocg", lambda _actor: to_lead(),
        "Name an SIO, LRO or SRO of several OCGs", "/ocgs/name-leads"
    ),
)  # fmt: skip
