"""Posts of chief officers, and who held them when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from broadhurst.foundation.agencies.models.bodies import Agency
from broadhurst.foundation.agencies.models.people import Officer, some_reference
from broadhurst.foundation.agencies.models.spans import span_is_forward


class Corrected(models.Model):
    """A public fact that was perhaps entered wrongly: the last correction, or the withdrawal.

    `corrected_was` says in words what the last correction replaced. The audit log has them all.
    """

    corrected_at = models.DateTimeField(null=True)
    corrected_was = models.TextField(blank=True)
    corrected_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(~Q(withdrawn_because=""), withdrawn_at__isnull=False),
                name="%(class)s_withdrawn_with_a_reason",
            ),
        )


class Post(Corrected):
    """A post of a chief officer. It exists while nobody holds it, so that a gap can be seen.

    A post may be in any organisation. `kind` says what its holder is responsible for.
    """

    class Kind(models.TextChoices):
        ROCU = "rocu", "Responsible for a ROCU"
        FORCE = "force", "Force responsibility"
        COUNTER_TERRORISM = "counter_terrorism", "Counter-terrorism, held in a force"
        NATIONAL_LEAD = "national_lead", "National lead"
        OTHER = "other", "Other responsibility"

    ref = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = (span_is_forward("post_span_is_forward"), *Corrected.Meta.constraints)

    def __str__(self) -> str:
        return f"{self.title}, {self.agency}"


class Appointment(Corrected):
    """An officer in a post of a chief officer, for a span of days.

    Recommendation 2 of the 2021 ROCU report asks for a chief officer with responsibility for each
    ROCU "as far as practicable working autonomously of force responsibilities". An officer who
    holds a force post at the same time is not autonomous. So posts are stored, and autonomy is
    computed from them.
    """

    class Basis(models.TextChoices):
        SUBSTANTIVE = "substantive", "Substantive"
        TEMPORARY = "temporary", "Temporary cover"
        ACTING = "acting", "Acting cover"

    ref = models.CharField(max_length=20, unique=True, db_default=some_reference())
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.SUBSTANTIVE)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = (
            span_is_forward("appointment_span_is_forward", may_be_empty=True),
            *Corrected.Meta.constraints,
            ExclusionConstraint(
                name="one_appointment_to_a_post_at_a_time",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (
                        Func(
                            F("from_on"),
                            F("until_on"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer}, {self.post.title}"
