-- What hangs on OCGs: a 4P plan with actions, each in a dossier of its own; referrals; checks and
-- the entries that other units' checks are matched against; requests between leads; the policy log.

INSERT INTO plans_plan (id, dossier_id, ref, ocg_id, version, aim, owner_unit_id, stage, because,
    drafted_by_id, drafted_at, agreed_by_id, agreed_at, first_review_on)
SELECT n, n, format('PLN-%s', n), n, 1, 'End the supply and protect those it uses.', owner, 'agreed',
       'first plan', sio, since, lro, since + interval '5 days',
       (size.at + interval '1 day' * (n / 11 % 60 - 5))::date
FROM size, made;

-- Four objectives and six actions of an active OCG's plan, one of each of an archived one's.
INSERT INTO plans_objective (id, dossier_id, ref, plan_id, p, text, added_at)
SELECT n * 4 + i, n, format('OBJ-%s', n * 4 + i), n,
       (ARRAY['pursue','prevent','protect','prepare'])[1 + i], 'What is to be achieved.', since
FROM made CROSS JOIN generate_series(0, 3) i WHERE active OR i = 0;

-- The first three actions are the owner's; the next three are asked of a council, of a safeguarding
-- team and of another team, which see them alone.
CREATE TEMP TABLE asked AS
SELECT made.n * 6 + i AS id, 1000000 + made.n * 6 + i AS dossier, made.n, i, active, since, owner, sio, first_key,
       size.at,
       CASE i WHEN 3 THEN council.id WHEN 4 THEN hub.id WHEN 5 THEN other.unit_id ELSE owner END
           AS accountable
FROM size CROSS JOIN made CROSS JOIN generate_series(0, 5) i
JOIN agencies_unit council ON council.key = format('council-%s-safety', substr(first_key, 7))
JOIN agencies_unit hub ON hub.key = first_key || '-safeguarding'
JOIN team other ON other.kind = 'police_force' AND other.n = (made.n + 29) % 172
WHERE active OR i = 0;

INSERT INTO plans_action (id, dossier_id, ref, objective_id, p, title, brief, shared_under,
    accountable_unit_id, due_on, stage, asked_by_id, asking_unit_id, asked_at, accepted_at, closed_at,
    outcome, repeats)
SELECT id, dossier, format('ACT-%s', id), n * 4 + i % 4,
       (ARRAY['pursue','prevent','protect','prepare'])[1 + i % 4], 'An action of the plan',
       CASE WHEN i > 2 THEN 'What is asked, in words of its own.' ELSE '' END,
       CASE WHEN i > 2 THEN 'agreement 7' ELSE '' END, accountable,
       (at + interval '1 day' * (n / 11 % 300 - 10))::date,
       CASE WHEN active AND i % 3 > 0 THEN 'accepted' ELSE 'complete' END, sio, owner, since,
       since + interval '2 days',
       CASE WHEN active AND i % 3 > 0 THEN NULL ELSE since + interval '90 days' END, '', ''
FROM asked;
INSERT INTO plans_background (dossier_id, action_id, text)
SELECT n, id, 'What it is about, for its own body.' FROM asked;

-- The exploited person of every active OCG is referred; half of the referrals are closed.
INSERT INTO safeguarding_referral (id, dossier_id, ref, ocg_id, person_id, person_name, is_child,
    destination, team_id, consent, consent_reason, threat_to_life, holder_id, stage,
    external_reference, asked_in, sent_at, sent_by_id, ack_due_on, acknowledged_at, acknowledged_by_id,
    decision, decided_at, decided_on, authority, authority_reference, outcome, closed_at,
    withdrawn_because)
SELECT m.n, 9000000 + m.n, format('REF-%s', m.n), m.n, m.n * 8 + 7, 'Robin Made-Up', false,
       'complex_safeguarding', hub.id, 'given', '', false, m.lro,
       CASE WHEN is_closed THEN 'closed' ELSE 'acknowledged' END, '', '', since, m.sio,
       (since + interval '2 days')::date, since + interval '1 day', m.lro,
       CASE WHEN is_closed THEN 'taken_on' ELSE '' END,
       CASE WHEN is_closed THEN since + interval '20 days' END,
       CASE WHEN is_closed THEN (since + interval '20 days')::date END, '', '',
       CASE WHEN is_closed THEN 'supported' ELSE '' END,
       CASE WHEN is_closed THEN since + interval '30 days' END, ''
FROM made m CROSS JOIN LATERAL (SELECT n / 11 % 2 = 0 AS is_closed) c
JOIN agencies_unit hub ON hub.key = m.first_key || '-safeguarding'
WHERE active;

INSERT INTO deconfliction_check (id, dossier_id, ref, ocg_id, unit_id, occasion, matter, made_by_id,
    made_at, entries, hit_count, referred, hits, not_checked)
SELECT n, n, format('CHK-%s', n), n, owner, 'asked', ref, sio, size.at - interval '40 days', 8, 0, 0, '{}', '{}'
FROM size, made WHERE active;

-- Entries of the active OCGs, with keys that meet nobody's. They count as keyed by this version: the site
-- does not start with older ones.
INSERT INTO deconfliction_entry (id, ref, unit_id, kind, title, submitted, feature_vectors, version, ocg_ref,
    matter, is_silent, registered_at, expires_at, key_hashes, identifier_hashes)
SELECT m.id, format('TGT-%s', m.id), made.owner, 'phone', v.number,
       jsonb_build_object('phone', jsonb_build_array(v.number)), '{}', size.version, made.ref, '', false,
       size.at - interval '40 days', size.at + interval '50 days', k.hashes, k.hashes
FROM size, made JOIN member m USING (n),
     format('+447700%s', lpad((m.id % 1000000)::text, 6, '0')) v(number),
     LATERAL (SELECT array[hashint8extended(m.id, 42)]) k(hashes)
WHERE made.active;
-- The kind is that of an identifier's own key (deconfliction/targets.py).
INSERT INTO deconfliction_key (hash, entry_id, kind, is_exact)
SELECT key_hashes[1], id, 100, true FROM deconfliction_entry;

INSERT INTO liaison_request (dossier_id, ref, ocg_id, kind, what, asked_by_id, asked_of_id, asked_role,
    asked_at, is_urgent, first_due_at, answer_due_at, stage, answered_by_id, answered_at,
    refusal_reason, outcome_kind, outcome, ended_at, event_ref, withdrawn_because)
SELECT n, format('REQ-%s-%s', n, i), n, 'community_impact', format('An assessment of the impact, part %s.', i), sio, lro,
       'lro', size.at - interval '1 day' * (1 + 9 * i), false, size.at + interval '1 day',
       size.at + interval '1 day',
       CASE i WHEN 0 THEN 'asked' ELSE 'accepted' END,
       CASE i WHEN 0 THEN NULL ELSE lro END,
       CASE i WHEN 0 THEN NULL ELSE size.at - interval '8 days' END, '', '', '', NULL, '', ''
FROM size, made CROSS JOIN generate_series(0, 1) i WHERE active AND n / 11 % 3 = 0;

SELECT setval(pg_get_serial_sequence(v.name, 'id'), v.last)
FROM (VALUES ('plans_plan', (SELECT max(id) FROM plans_plan)),
             ('plans_objective', (SELECT max(id) FROM plans_objective)),
             ('plans_action', (SELECT max(id) FROM plans_action)),
             ('safeguarding_referral', (SELECT max(id) FROM safeguarding_referral)),
             ('deconfliction_check', (SELECT max(id) FROM deconfliction_check)),
             ('deconfliction_entry', (SELECT max(id) FROM deconfliction_entry))) v(name, last);
