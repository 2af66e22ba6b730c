"""The coded reasons of transfers. Policy of this project: no public source lists them."""

from django.db import models


class DeclineReason(models.TextChoices):
    """Why a receiver declines a transfer."""

    NO_CAPACITY = "no_capacity", "No capacity in the handover window"
    BELOW_THRESHOLD = "below_threshold", "Does not need a response above the force"
    PACK_INCOMPLETE = "pack_incomplete", "The handover pack is not complete"
    TERMS = "terms", "No agreement on what moves and what the giver keeps"
    ANOTHER_OWNER = "another_owner", "Another organisation is better placed"
    OTHER = "other", "Another reason"


class WithdrawReason(models.TextChoices):
    """Why a giver withdraws a transfer."""

    KEPT = "kept", "The giver will keep the OCG"
    CHANGED = "changed", "The threat has changed"
    ANOTHER_OWNER = "another_owner", "It goes to another organisation"
    DELAY = "delay", "The transfer took too long"
    IN_ERROR = "in_error", "Opened in error"
    OTHER = "other", "Another reason"


class RequestDeclineReason(models.TextChoices):
    """Why an owner declines to hand over an OCG that another organisation asked for."""

    LIVE_INVESTIGATION = "live_investigation", "Moving it now would harm a live investigation"
    LOCAL_RESPONSE = "local_response", "The local response works"
    LINKED_WORK = "linked_work", "It belongs with other work of the owner"
    NOT_HELD = "not_held", "The owner holds no OCG that fits the request"
    OTHER = "other", "Another reason"
