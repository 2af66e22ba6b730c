-- Forces, ROCUs, one national body and councils; their units; officers, each in one posting.
-- `size` (ocgs, officers, at) was made by bench/database.py. All of it is made up by arithmetic, so
-- that two runs fill the same.

INSERT INTO agencies_agency (key, name, short_name, kind, nation, from_on, source)
SELECT format('force-%s', n), format('Force %s Police', n), format('Force %s', n), 'police_force',
       'ENG', date '2000-01-01', ''
FROM generate_series(1, 43) n
UNION ALL
SELECT format('rocu-%s', n), format('ROCU %s', n), format('ROCU %s', n), 'rocu', 'ENG',
       date '2000-01-01', ''
FROM generate_series(1, 10) n
UNION ALL
SELECT format('council-%s', n), format('Council %s', n), format('Council %s', n), 'council', 'ENG',
       date '2000-01-01', ''
FROM generate_series(1, 43) n
UNION ALL
SELECT 'national', 'National Body', 'National', 'national_agency', 'ENG', date '2000-01-01', '';

INSERT INTO agencies_region (key, name)
SELECT format('region-%s', n), format('Region %s', n) FROM generate_series(1, 10) n;

INSERT INTO agencies_regionmember (region_id, agency_id, from_on)
SELECT r.id, a.id, date '2000-01-01'
FROM generate_series(1, 43) n
CROSS JOIN LATERAL (VALUES (format('force-%s', n)), (format('rocu-%s', (n - 1) % 10 + 1))) v(key)
JOIN agencies_agency a ON a.key = v.key
JOIN agencies_region r ON r.key = format('region-%s', (n - 1) % 10 + 1)
WHERE a.kind = 'police_force' OR n <= 10;

INSERT INTO agencies_district (key, name, force_id, council_id)
SELECT format('district-%s-%s', n, d), format('District %s-%s', n, d), f.id, c.id
FROM generate_series(1, 43) n CROSS JOIN generate_series(1, 4) d
JOIN agencies_agency f ON f.key = format('force-%s', n)
JOIN agencies_agency c ON c.key = format('council-%s', n);

INSERT INTO agencies_unit (key, name, kind, agency_id, district_id, duty_contact, from_on)
SELECT format('%s-%s', a.key, v.key), format('%s %s', a.short_name, v.name), v.kind, a.id, d.id,
       'Duty officer, 0161 496 0000', date '2000-01-01'
FROM (VALUES
    ('police_force', 'register', 'OCCU', 'coordination'),
    ('police_force', 'level-1', 'Level 1 tasking', 'board'),
    ('police_force', 'level-2', 'Level 2 tasking', 'board'),
    ('police_force', 'safeguarding', 'Complex Safeguarding', 'safeguarding'),
    ('police_force', 'team-1', 'Challenger 1', 'team'),
    ('police_force', 'team-2', 'Challenger 2', 'team'),
    ('police_force', 'team-3', 'Challenger 3', 'team'),
    ('police_force', 'team-4', 'Challenger 4', 'team'),
    ('rocu', 'register', 'coordination', 'coordination'),
    ('rocu', 'regional', 'Regional tasking', 'board'),
    ('rocu', 'surveillance', 'surveillance', 'capability'),
    ('rocu', 'cyber', 'cyber', 'capability'),
    ('rocu', 'team-1', 'investigations 1', 'team'),
    ('rocu', 'team-2', 'investigations 2', 'team'),
    ('rocu', 'team-3', 'investigations 3', 'team'),
    ('council', 'safety', 'community safety', 'partner'),
    ('national_agency', 'register', 'register', 'coordination')
) v(of, key, name, kind)
JOIN agencies_agency a ON a.kind = v.of
LEFT JOIN agencies_district d ON v.kind = 'team' AND a.kind = 'police_force'
    AND d.key = 'district-' || substr(a.key, 7) || '-' || right(v.key, 1)
WHERE a.key <> 'broadhurst';

-- Teams that own OCGs, numbered: 172 of forces, 30 of ROCUs.
CREATE TEMP TABLE team AS
SELECT row_number() OVER (PARTITION BY a.kind ORDER BY a.key, u.key) - 1 AS n,
       a.kind, u.id AS unit_id, u.name, u.agency_id, a.key AS agency_key, u.district_id, k.id AS keepers,
       coalesce(substr(a.key, 7)::int, 0) AS of_force
FROM agencies_unit u
JOIN agencies_agency a ON a.id = u.agency_id AND a.kind = 'police_force'
JOIN agencies_unit k ON k.agency_id = a.id AND k.kind = 'coordination'
WHERE u.kind = 'team'
UNION ALL
SELECT row_number() OVER (ORDER BY a.key, u.key) - 1, a.kind, u.id, u.name, u.agency_id, a.key, NULL,
       k.id, 0
FROM agencies_unit u
JOIN agencies_agency a ON a.id = u.agency_id AND a.kind = 'rocu'
JOIN agencies_unit k ON k.agency_id = a.id AND k.kind = 'coordination'
WHERE u.kind = 'team';

-- 17 of 20 officers are in a team, the rest in the other units.
CREATE TEMP TABLE home AS
SELECT row_number() OVER (ORDER BY u.kind <> 'team', t.kind, t.n, u.id) - 1 AS n, u.id, u.kind
FROM agencies_unit u LEFT JOIN team t ON t.unit_id = u.id
WHERE u.kind <> 'system';

INSERT INTO agencies_officer (id, password, username, name, grade, email, is_active,
                              password_is_temporary)
SELECT 1000 + k, '!', format('officer-%s', k),
       (ARRAY['Gail','Len','Mo','Cora','Sid','Rita','Hal','Cass','Tess','Reg','Connie','Pol'])
           [1 + k % 12] || ' ' ||
       (ARRAY['Fernsby','Oakapple','Tealeaf','Plumstead','Marrow','Quillfeather','Brindlewood',
              'Loomworthy','Underbough','Hatherby','Pewter','Greywater','Thistledown'])
           [1 + k / 12 % 13] || ' ' || k,
       'Detective Sergeant', '', true, false
FROM size, generate_series(0, size.officers - 1) k;

INSERT INTO agencies_posting (officer_id, unit_id, title, roles, from_on)
SELECT 1000 + k, h.id, 'Officer',
       CASE h.kind WHEN 'team' THEN '{investigator,handover}'::varchar[]
                   WHEN 'coordination' THEN '{coordinator,moderator}'
                   WHEN 'board' THEN '{chair}'
                   WHEN 'capability' THEN '{capability_manager}'
                   WHEN 'safeguarding' THEN '{safeguarding}'
                   ELSE '{partner}' END,
       date '2010-01-01'
FROM size
CROSS JOIN generate_series(0, size.officers - 1) k
CROSS JOIN (SELECT count(*) AS homes, count(*) FILTER (WHERE kind = 'team') AS teams FROM home) c
JOIN home h ON h.n = CASE WHEN k < size.officers * 17 / 20 THEN k % c.teams
                          ELSE c.teams + k % (c.homes - c.teams) END;
SELECT setval(pg_get_serial_sequence('agencies_officer', 'id'), (SELECT max(id) FROM agencies_officer));
ANALYZE agencies_unit, agencies_officer, agencies_posting, team, home;
