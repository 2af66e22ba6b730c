"""Tell the leads of an OCG of an event that is coming up. Not a command: `plan_event` calls it."""

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.queries.leads_to_tell import leads_to_tell
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.govuk.words import in_sentence, moment


def tell_leads(actor: Actor, event: Event) -> None:
    """Tell the SIO and the LRO of an event of the unit of one of them, if it is soon.

    An LRO from a partner organisation is told of no event.

    An event that a request asks for is told with the request.
    """
    ocg = Ocg.objects.filter(ref=event.ocg_ref).first() if event.ocg_ref else None
    if ocg is None or event.asked_in:
        return
    leadership = current_leadership(ocg)
    units = {lead.unit_id for lead in leadership.leads if lead.role in ("sio", "lro")}
    happens_on = event.starts_at.astimezone(clock.LONDON).date()
    officers = leads_to_tell(leadership, happens_on) if event.unit_id in units else []
    if leadership.has_partner_lro and leadership.lro:
        officers = [officer for officer in officers if officer != leadership.lro.officer]
    if officers:
        record(
            actor,
            "event.coming_up",
            ocg.ref,
            dossier=None,
            tell=officers,
            sort=in_sentence(event.get_kind_display()),
            at=moment(event.starts_at),
            unit=event.unit.name,
        )
