-- A decade of inspections, for the bench of answering: an inspectorate, a local policing body for
-- each force, 5 reports of 15 findings about each force, 50 national ones of 8 for every force, what
-- each force has done on them, and the published responses to all but the last national report.
INSERT INTO agencies_agency (key, name, short_name, kind, nation, from_on, source)
SELECT format('body-%s', n), format('Policing Body %s', n), format('Body %s', n),
       'local_policing_body', 'ENG', date '2000-01-01', ''
FROM generate_series(1, 43) n
UNION ALL
SELECT 'inspectorate', 'The Inspectorate', 'Inspectorate', 'inspectorate', 'ENG',
       date '2000-01-01', '';

INSERT INTO agencies_oversight (force_id, body_id, from_on, source)
SELECT f.id, b.id, date '2000-01-01', ''
FROM generate_series(1, 43) n
JOIN agencies_agency f ON f.key = format('force-%s', n)
JOIN agencies_agency b ON b.key = format('body-%s', n);

INSERT INTO agencies_unit (key, name, kind, agency_id, duty_contact, from_on)
SELECT a.key || '-' || v.key, a.short_name || ' ' || v.key, v.kind, a.id,
       'Duty officer, 0161 496 0000', date '2000-01-01'
FROM (VALUES ('local_policing_body', 'policing', 'policing_body'),
             ('inspectorate', 'inspection', 'inspectorate')) v(of, key, kind)
JOIN agencies_agency a ON a.kind = v.of;

-- Two officers of each body, one who drafts and one who clears; a chief officer of each force; an
-- inspector.
CREATE TEMP TABLE answering AS
SELECT nextval(pg_get_serial_sequence('agencies_officer', 'id')) AS officer, u.id AS unit,
       u.agency_id AS agency, v.place, v.roles
FROM (VALUES ('policing_body', 1, '{policing_body,clearer}'::varchar[]),
             ('policing_body', 2, '{policing_body,clearer}'),
             ('coordination', 1, '{chief_officer}'),
             ('inspectorate', 1, '{inspector}')) v(kind, place, roles)
JOIN agencies_unit u ON u.kind = v.kind
JOIN agencies_agency a ON a.id = u.agency_id AND a.kind NOT IN ('rocu', 'national_agency');

INSERT INTO agencies_officer (id, password, username, name, grade, email, is_active,
                              password_is_temporary)
SELECT officer, '!', format('answering-%s', officer), format('Wren Alder %s', officer), 'Officer',
       '', true, false
FROM answering;
INSERT INTO agencies_posting (officer_id, unit_id, title, roles, from_on)
SELECT officer, unit, 'Officer', roles, date '2010-01-01' FROM answering;

-- `force` is the force that a report is about, and 0 that of a national one.
CREATE TEMP TABLE inspected AS
SELECT row_number() OVER (ORDER BY on_day, force, i) AS n, *
FROM (
    SELECT 0 AS force, i, size.at::date - 10 - (i * 3650 / n.many) AS on_day,
           i = 0 AS is_open, 8 AS findings
    FROM size CROSS JOIN LATERAL (SELECT greatest(2, round(50 * size.decade)::int) AS many) n
    CROSS JOIN LATERAL generate_series(0, n.many - 1) i
    UNION ALL
    SELECT force, i, size.at::date - 90 - force - (i * 3500 / n.many), false, 15
    FROM size CROSS JOIN LATERAL (SELECT greatest(1, round(5 * size.decade)::int) AS many) n
    CROSS JOIN generate_series(1, 43) force
    CROSS JOIN LATERAL generate_series(0, n.many - 1) i
) all_of_them;

INSERT INTO inspections_report (id, ref, key, publisher_id, title, url, published_on,
                                published_day_known, scope, note, grades, edition,
                                corrected_because, withdrawn_because)
SELECT n, format('RPT-B%s', lpad(n::text, 5, '0')), format('report-%s', n), a.id,
       format('Serious and organised crime: report %s', n),
       format('https://inspectorate.example/%s', n), on_day, true,
       CASE force WHEN 0 THEN 'national' ELSE 'force' END, '', '[]', 0, '', ''
FROM inspected JOIN agencies_agency a ON a.key = 'inspectorate';
SELECT setval(pg_get_serial_sequence('inspections_report', 'id'),
              (SELECT max(id) FROM inspections_report));

INSERT INTO inspections_finding (key, report_id, number, kind, text, is_verbatim, due_text, due_on,
                                 source, note, edition, corrected_because, withdrawn_because)
SELECT format('report-%s-%s', n, f), n, f::text,
       CASE f % 3 WHEN 0 THEN 'area_for_improvement' ELSE 'recommendation' END,
       format('Within a year, chief constables should change part %s of how they work together. ', f)
       || repeat('Leads and their partners should agree what is expected of them. ', 3),
       true, '', on_day + 365, '', '', 0, '', ''
FROM inspected CROSS JOIN LATERAL generate_series(1, findings) f;

INSERT INTO inspections_addressee (finding_id, agency_id)
SELECT f.id, a.id
FROM inspections_finding f JOIN inspected i ON i.n = f.report_id
JOIN agencies_agency a ON a.kind = 'police_force' AND (i.force = 0 OR a.key = format('force-%s', i.force));

-- Five of six are being acted on, and two of three are closed; the inspectorate has seen half.
INSERT INTO inspections_ourstatus (finding_id, agency_id, status, set_at, set_by_id, because, note)
SELECT d.finding_id, d.agency_id, v.status, size.at - v.since, o.officer, '', ''
FROM size CROSS JOIN inspections_addressee d
JOIN answering o ON o.agency = d.agency_id AND o.place = 1
CROSS JOIN (VALUES ('in_progress', interval '300 days', 6, 5), ('closed', interval '30 days', 3, 2))
    v(status, since, of, first)
WHERE d.id % v.of < v.first;
INSERT INTO inspections_inspectorateact (finding_id, agency_id, acted_on, status, text, source,
                                         recorded_at, recorded_by_id, is_withdrawal, because)
SELECT d.finding_id, d.agency_id, size.at::date - 20, 'being_progressed', '', 'A letter', size.at,
       o.officer, false, ''
FROM size CROSS JOIN inspections_addressee d
JOIN answering o ON o.agency = d.agency_id AND o.place = 1
WHERE d.id % 2 = 0;
INSERT INTO tracking_milestone (ref, finding_id, agency_id, text, due_on, added_by_id, added_at)
SELECT format('MST-%s', lpad(d.id::text, 6, '0')), d.finding_id, d.agency_id, 'All leads trained',
       size.at::date - 30 + (d.id % 120)::int, o.officer, size.at - interval '200 days'
FROM size CROSS JOIN inspections_addressee d
JOIN answering o ON o.agency = d.agency_id AND o.place = 1
WHERE d.id % 4 = 0;

-- A body's response to each report that asks its force, published after 50 days. The rights on a
-- response are its unit's alone.
CREATE TEMP TABLE responded AS
SELECT nextval(pg_get_serial_sequence('access_dossier', 'id')) AS dossier,
       nextval(pg_get_serial_sequence('inspections_response', 'id')) AS id,
       format('RSP-B%s', lpad(row_number() OVER ()::text, 5, '0')) AS ref, i.n AS report, i.on_day,
       f.id AS force, b.id AS body, u.id AS unit, drafts.officer AS drafts, clears.officer AS clears
FROM inspected i
JOIN agencies_agency f ON f.kind = 'police_force' AND (i.force = 0 OR f.key = format('force-%s', i.force))
JOIN agencies_agency b ON b.key = replace(f.key, 'force', 'body')
JOIN agencies_unit u ON u.agency_id = b.id
JOIN answering drafts ON drafts.unit = u.id AND drafts.place = 1
JOIN answering clears ON clears.unit = u.id AND clears.place = 2
WHERE NOT i.is_open;

INSERT INTO access_grant (dossier_id, unit_id, level, why, because, from_at)
SELECT dossier, unit, 'manage', 'owner', '', on_day FROM responded;
INSERT INTO access_dossier (id, about, readers, lapses_at)
SELECT r.dossier, r.ref, ARRAY[g.principal], '9999-01-01 00:00+00'
FROM responded r JOIN access_grant g ON g.dossier_id = r.dossier;

INSERT INTO inspections_response (id, dossier_id, ref, report_id, body_id, unit_id, force_id, stage,
    due_on, opened_at, last_edited_by_id, last_edited_at, subject, sender, recipient, greeting,
    signed_by, office, copies, paragraphs, invited_on, comments_due_on, chief_officer_comments,
    body_comments, reply, cleared_digest, late_reason, frozen_markdown, frozen_figures,
    published_url, version, correction, withdrawn_because)
SELECT id, dossier, ref, report, body, unit, force, 'drafting', on_day + 55, on_day + 5, drafts,
       on_day + 40, 'Serious and organised crime', '1 Long Street', 'The Home Secretary',
       'Dear Home Secretary', 'Dora Millbrook', 'Commissioner', '', '[]', on_day + 6, on_day + 30,
       'We agree.', 'We commend the staff.', '', '', '', '', '[]', '', 1, '', ''
FROM responded;
ANALYZE inspections_response, inspections_finding, inspections_addressee;
INSERT INTO inspections_answer (dossier_id, response_id, finding_id, answer, explanation,
                                answered_by_id, answered_at)
SELECT r.dossier, r.id, f.id, 'action_taken', 'Both leads act on one plan.', r.drafts, r.on_day + 20
FROM responded r JOIN inspections_finding f ON f.report_id = r.report;
ANALYZE inspections_answer;

INSERT INTO clearance_chain (dossier_id, ref, agency_id, restart_from)
SELECT dossier, ref, body, 1 FROM responded;
INSERT INTO clearance_step (dossier_id, chain_id, number, kind, takers, comment, digest)
SELECT c.dossier_id, c.id, 1, 'second', '{role:clearer}', '', '' FROM clearance_chain c;
UPDATE clearance_step s SET taken_by_id = r.clears, taken_at = r.on_day + 45, digest = 'bench'
FROM responded r WHERE r.dossier = s.dossier_id;
ANALYZE clearance_chain, clearance_step;
UPDATE inspections_response p
SET stage = 'published', cleared_by_id = r.clears, cleared_at = r.on_day + 45,
    published_at = r.on_day + 50, published_on = r.on_day + 50,
    frozen_markdown = 'We act on one plan.'
FROM responded r WHERE r.id = p.id;
UPDATE clearance_chain c SET closed_at = r.on_day + 50 FROM responded r WHERE r.dossier = c.dossier_id;
INSERT INTO inspections_publication (ref, report_id, body_id, force_id, title, published_on, due_on,
    late_reason, markdown, html, figures, pdf, docx, text_sha256, pdf_sha256, docx_sha256,
    pdf_signed_by, certificate_sha256, url, version, corrected_because, first_published_on)
SELECT ref, report, body, force, 'Serious and organised crime', on_day + 50, on_day + 55, '',
       'We act on one plan.', '<p>We act on one plan.</p>', '[]', '', '', '', '', '', '', '', '', 1,
       '', on_day + 50
FROM responded;
