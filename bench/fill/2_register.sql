-- OCGs, every eleventh of them active; who owned and led each; areas, people, assessments.

-- What is decided of each OCG. Six officers of a team are the SIOs of all that it owns, six others
-- the LROs; every fifth OCG was handed over from a force's team to a ROCU's.
CREATE TEMP TABLE made AS
SELECT o.n, format('OCG-%s', lpad(o.n::text, 6, '0')) AS ref, o.n % 11 = 0 AS active,
       now.unit_id AS owner, now.agency_id AS agency, now.keepers, now.name AS owner_name,
       first.unit_id AS first_owner, first.agency_id AS first_agency, first.keepers AS first_keepers,
       first.agency_key AS first_key, first.name AS first_name, first.district_id AS district,
       since, CASE WHEN o.n % 5 = 0 THEN since + (size.at - since) / 2 END AS moved_at,
       CASE WHEN o.n % 11 <> 0 THEN since + (size.at - since) * 0.8 END AS ended_at,
       1000 + CASE WHEN o.n % 5 = 0 THEN 172 + now.n ELSE now.n END + 202 * (o.n / 172 % 6) AS sio,
       1000 + first.n + 202 * (o.n / 172 % 6) AS first_sio,
       1000 + first.n + 202 * (6 + o.n / 172 % 2) AS lro
FROM size
CROSS JOIN generate_series(1, size.ocgs) o(n)
CROSS JOIN LATERAL (SELECT size.at - interval '1 day' - (size.ocgs - o.n) * interval '95 minutes') s(since)
JOIN team first ON first.kind = 'police_force' AND first.n = o.n % 172
JOIN team now ON now.kind = CASE WHEN o.n % 5 = 0 THEN 'rocu' ELSE 'police_force' END
    AND now.n = CASE WHEN o.n % 5 = 0 THEN o.n / 5 % 30 ELSE o.n % 172 END;
ANALYZE made;

INSERT INTO register_ocg (id, dossier_id, ref, name, national_ref, threat_types, description, state,
    registered_at, kind, place, "group", due_on, adopted_at, is_archive_proposed)
SELECT n, n, ref,
       (ARRAY['Copper','Silver','Amber','Slate','Ivory','Cobalt','Russet','Ochre'])[1 + n % 8] || ' ' ||
       (ARRAY['Heron','Plover','Curlew','Siskin','Dunlin','Avocet','Wigeon','Lapwing','Osprey'])
           [1 + n / 8 % 9] || ' ' || n,
       '', CASE n % 4 WHEN 0 THEN '{drugs,firearms}'::varchar[] WHEN 1 THEN '{modern_slavery}'
                      WHEN 2 THEN '{fraud,money_laundering}' ELSE '{drugs}' END,
       repeat('Supplies across two districts and moves the money through shops. ', 6),
       'active', since, 'ocg', '', '', (since + interval '14 days')::date, since,
       false
FROM made;
-- A row is registered as active; those that ended are archived below.
UPDATE register_ocg SET state = 'archived', due_on = NULL FROM made
WHERE register_ocg.id = made.n AND NOT made.active;
INSERT INTO register_stage (dossier_id, ocg_id, state, reason, explanation, begun_by_id, from_at, until_at)
SELECT n, n, 'active', '', 'An arrest was planned.', sio, since, ended_at FROM made
UNION ALL
SELECT n, n, 'archived', '', '', lro, ended_at, NULL FROM made WHERE NOT active;

INSERT INTO register_ownership (dossier_id, ocg_id, agency_id, unit_id, from_at, until_at, because)
SELECT n, n, first_agency, first_owner, since, moved_at, 'registered it' FROM made
UNION ALL
SELECT n, n, agency, owner, moved_at, NULL, 'handed over in full' FROM made
WHERE moved_at IS NOT NULL;

INSERT INTO register_lead (dossier_id, ocg_id, role, officer_id, unit_id, from_at, until_at, because)
SELECT n, n, 'lro', lro, first_owner, since, NULL::timestamptz, 'named on registration' FROM made
UNION ALL
SELECT n, n, 'sio', first_sio, first_owner, since, moved_at, 'named on registration' FROM made
UNION ALL
SELECT n, n, 'sio', sio, owner, moved_at, NULL, 'handed over in full' FROM made
WHERE moved_at IS NOT NULL;

-- An archived OCG keeps its owner and leads; neither of them approved it.
INSERT INTO register_archiving (dossier_id, ocg_id, reason, explanation, proposed_by_id, proposed_at,
    outcome, decided_by_id, decided_at, decided_because, reactivated_because)
SELECT n, n, 'no_intelligence', 'Nothing new in the review period.', sio, ended_at, 'approved',
       CASE WHEN lro + 1 = sio THEN lro + 2 ELSE lro + 1 END, ended_at, '', ''
FROM made WHERE NOT active;

INSERT INTO register_area (dossier_id, ocg_id, district_id)
SELECT n, n, district FROM made
UNION ALL
SELECT m.n, m.n, (SELECT min(id) FROM agencies_district d WHERE d.force_id = m.first_agency
                  AND d.id <> m.district)
FROM made m WHERE n % 2 = 0;

-- Eight people of an active OCG, three of an archived one. No two have names alike: they would be hits.
CREATE TEMP TABLE member AS
SELECT n * 8 + i AS id, n, i, active, since
FROM made CROSS JOIN generate_series(0, 7) i WHERE active OR i < 3;

INSERT INTO register_person (id, dossier_id, ref, name, aliases, born_on, sex)
SELECT id, n, format('PER-%s', id), initcap(left(letters, 7) || ' ' || right(letters, 8)), '{}',
       '1970-01-01'::date + (id % 12000)::int, ''
FROM member, translate(left(md5(id::text), 15), '0123456789', 'ghijklmnop') letters;
INSERT INTO register_membership (dossier_id, ocg_id, person_id, category, part, is_exploited, added_at,
    ended_because)
SELECT n, n, id, CASE i WHEN 7 THEN 'victim' WHEN 0 THEN 'convicted' ELSE 'suspect' END,
       CASE i WHEN 0 THEN 'principal' ELSE 'significant' END, i = 7, since, ''
FROM member;
INSERT INTO register_identifier (dossier_id, ref, ocg_id, person_id, kind, value, added_at,
    ended_because)
SELECT n, format('IDN-%s', id), n, id, 'phone', format('+447700%s', lpad((id % 1000000)::text, 6, '0')),
       since, ''
FROM member WHERE i % 2 = 0;

-- Two assessments of an active OCG, one of an archived one. One in twenty-one of the active waits for a
-- moderator; one in ten reviews is due.
CREATE TEMP TABLE assessed AS
SELECT n * 2 + i AS id, n, i, active, size.at,
       since + (size.at - since) * (0.3 + 0.4 * i) AS scored_at, sio
FROM size, made CROSS JOIN generate_series(0, 1) i WHERE active OR i = 0;

INSERT INTO register_assessment (id, dossier_id, ref, ocg_id, scheme_id, scores, rationale, confidence,
    score, unknowns, scored_by_id, scored_at)
SELECT a.id, a.n, format('ASM-%s', a.id), a.n, s.id, s.scores, 'What is known, and from where.', '{}', 60,
       1, sio, scored_at
FROM assessed a
CROSS JOIN LATERAL (
    SELECT id, (SELECT jsonb_object_agg(c ->> 'key', CASE WHEN c ->> 'key' = 'intent' THEN NULL ELSE 2 END)
                FROM jsonb_array_elements(criteria) c) AS scores
    FROM register_scheme ORDER BY from_on DESC LIMIT 1) s;
-- The last officer is in no team, so they scored none of these.
INSERT INTO register_moderation (dossier_id, assessment_id, outcome, band, tier, reason,
    moderated_by_id, moderated_at, review_due_on)
SELECT n, id, 'accepted', 'B', 1 + n % 3, '', 999 + (SELECT officers FROM size), scored_at + interval '3 days',
       (at + interval '1 day' * (n / 11 % 200 - 20))::date
FROM assessed WHERE NOT (active AND i = 1 AND n / 11 % 21 = 0);

SELECT setval(pg_get_serial_sequence(v.name, 'id'), v.last)
FROM (VALUES ('register_ocg', (SELECT max(id) FROM register_ocg)),
             ('register_person', (SELECT max(id) FROM register_person)),
             ('register_assessment', (SELECT max(id) FROM register_assessment))) v(name, last);
