-- The log: twenty events of an active OCG, four of an archived one; told to the owner and the SIO.

CREATE TEMP TABLE happened AS
SELECT row_number() OVER (ORDER BY at, n, i) AS id, x.*
FROM (
    SELECT n, i, ref, owner, sio, active, owner_name, first_name,
           since + (size.at - since) * (i / 20.0) AS at,
           (ARRAY['ocg.registered','ocg.lead_named','ocg.member_added','record.opened',
                  'assessment.scored','assessment.moderated','record.opened','ocg.identifier_added'])
               [CASE i WHEN 0 THEN 1 ELSE 2 + i % 7 END] AS verb
    FROM size, made CROSS JOIN generate_series(0, 19) i WHERE active OR i < 4
) x;

INSERT INTO audit_event (id, at, kind, verb, subject, dossier_id, officer_id, posting_id, request_id,
    detail)
SELECT h.id, h.at, CASE h.verb WHEN 'record.opened' THEN 'consultation' ELSE 'alteration' END, h.verb,
       h.ref, h.n, h.sio, p.id, gen_random_uuid(),
       jsonb_build_object('name', h.ref, 'owner', h.owner_name, 'lro', 'Len Oakapple',
           'sio', 'Gail Fernsby', 'role', 'SIO', 'now', 'Gail Fernsby', 'because', 'a change of duty',
           'person', 'Robin Made-Up', 'category', 'Suspect', 'what', 'phone number',
           'score', '60', 'scheme', 'example', 'unknowns', '1', 'outcome', 'Accepted')
FROM happened h JOIN agencies_posting p ON p.officer_id = h.sio;

INSERT INTO audit_notification (id, event_id, principal)
SELECT row_number() OVER (ORDER BY h.id), h.id, v.principal
FROM happened h CROSS JOIN LATERAL (VALUES (h.owner), (-h.sio)) v(principal)
WHERE h.verb <> 'record.opened';
SELECT setval('audit_event_id', (SELECT max(id) FROM audit_event)),
       setval('audit_notification_id', (SELECT max(id) FROM audit_notification));

-- The first officer of each team has read all but what the last ten days brought.
INSERT INTO notices_notificationread (notification_id, officer_id, at)
SELECT n.id, p.officer_id, size.at
FROM size
CROSS JOIN agencies_posting p
JOIN audit_notification n ON n.principal IN (p.unit_id, -p.officer_id)
JOIN audit_event e ON e.id = n.event_id
WHERE p.officer_id BETWEEN 1000 AND 1000 + 201 AND e.at < size.at - interval '10 days';
