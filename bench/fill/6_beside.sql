-- What officers keep beside a record: notes, files without their content, follows, drafts of forms.

-- Six notes on an active OCG, one on an archived one. Each third note mentions the LRO.
CREATE TEMP TABLE noted AS
SELECT row_number() OVER (ORDER BY n, i) AS id, made.*, i, size.at
FROM size, made CROSS JOIN generate_series(0, 5) i WHERE active OR i = 0;
INSERT INTO notes_note (id, ref, kind, record_id, about, text, written_by_id, unit_id, written_at,
    withdrawn_because)
SELECT id, format('NTE-%s', id), 'OCG', n, ref, 'Seen again at the yard, with the same van.',
       CASE WHEN i % 2 = 0 THEN sio ELSE lro END, owner, since + (at - since) * (i / 6.0), ''
FROM noted;
INSERT INTO notes_mention (id, note_id, officer_id) SELECT id, id, lro FROM noted WHERE i % 3 = 0;

-- Three files on an active OCG, one on an archived one.
INSERT INTO files_file (id, ref, kind, record_id, about, name, description, size, sha256, media,
    type_name, scan, stored_as, added_by_id, unit_id, added_at, withdrawn_because)
SELECT id, format('FIL-%s', id), 'OCG', n, ref, format('Chart %s.pdf', i + 1), 'A chart.', 120000,
       repeat('0', 64), 'application/pdf', 'PDF', 'clean', format('bench-%s', id), sio, owner,
       since + interval '1 day', ''
FROM noted WHERE i < 3;

-- Both leads and four colleagues of the SIO follow an active OCG.
INSERT INTO following_follow (dossier_id, officer_id, ocg_id, since, read_at)
SELECT DISTINCT ON (made.n, who.id) made.n, who.id, made.n, made.since, size.at - interval '10 days'
FROM size, made
CROSS JOIN LATERAL (
    SELECT sio AS id UNION SELECT lro
    UNION (SELECT p.officer_id FROM agencies_posting p WHERE p.unit_id = owner LIMIT 4)
) who
WHERE active;

-- Three forms that a quarter of the officers have not finished.
INSERT INTO drafts_draft (officer_id, posting_id, path, title, answers, version, saved_at, expires_at)
SELECT p.officer_id, p.id, format('/ocgs/register/%s/', i), 'Register an OCG',
       '{"name": ["Silver Plover"]}', 1, size.at - interval '2 days', size.at + interval '28 days'
FROM size, agencies_posting p CROSS JOIN generate_series(0, 2) i WHERE p.officer_id % 4 = 0;
SELECT setval('notes_note_id_seq', (SELECT max(id) FROM notes_note)),
       setval('notes_mention_id_seq', (SELECT max(id) FROM notes_mention)),
       setval('files_file_id_seq', (SELECT max(id) FROM files_file));
