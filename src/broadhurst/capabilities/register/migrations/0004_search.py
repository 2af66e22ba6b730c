"""Search finds OCGs, the people of an OCG, and their identifiers."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, followed, searched


class Migration(migrations.Migration):
    dependencies = (
        ("register", "0003_terms"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "register_ocg",
                "ocg",
                columns="ref, name, national_ref, description, place, dossier_id",
                names="ARRAY[r.name, r.national_ref]",
                description="r.description || ' ' || r.place",
                keys="ARRAY(SELECT register_identifier_keys('ref', r.national_ref))",
            )
        ),
        searched(
            # A person is found as a member, until the membership ends.
            Searched(
                "register_membership",
                "person",
                columns="person_id, ended_at, dossier_id",
                ref="(SELECT p.ref FROM register_person p WHERE p.id = r.person_id)",
                names="""(SELECT p.name || p.aliases FROM register_person p
                    WHERE p.id = r.person_id)""",
                is_found="r.ended_at IS NULL",
            )
        ),
        followed(
            "register_person",
            ("ref", "name", "aliases"),
            "register_membership",
            "person_id",
        ),
        searched(
            Searched(
                "register_identifier",
                "identifier",
                columns="ref, kind, value, ended_at, dossier_id",
                names="""ARRAY[r.value, CASE WHEN r.kind = 'phone' THEN
                    register_phone(regexp_replace(r.value, '[^0-9]', '', 'g')) END]""",
                keys="ARRAY(SELECT register_identifier_keys(r.kind, r.value))",
                is_found="r.ended_at IS NULL",
            )
        ),
    )
