-- Grants, twenty for an active OCG (fifteen on it, five on actions and a referral below it) and eight
-- for an archived one; then the dossiers with their `readers`, derived from the grants in one pass.

CREATE TEMP TABLE given AS
SELECT v.* FROM size, made m
JOIN agencies_unit board ON board.key = m.first_key || '-level-2'
JOIN agencies_unit everyone ON everyone.key = 'national-register'
JOIN agencies_unit helper ON helper.key = format('rocu-%s-surveillance', 1 + m.n % 10)
CROSS JOIN LATERAL (VALUES
    (m.n, m.owner, NULL::bigint, 'manage', 'owner', coalesce(m.moved_at, m.since), NULL::timestamptz),
    (m.n, m.keepers, NULL, 'manage', 'coordination', coalesce(m.moved_at, m.since), NULL),
    (m.n, everyone.id, NULL, 'see', 'agreement', m.since, NULL),
    (m.n, m.first_owner, NULL, 'see', 'lro_unit', m.since, NULL),
    (m.n, NULL, m.sio, 'manage', 'sio', coalesce(m.moved_at, m.since), NULL),
    (m.n, NULL, m.lro, 'manage', 'lro', m.since, NULL),
    (m.n, board.id, NULL, 'see', 'board', m.since, coalesce(m.ended_at, size.at + interval '40 days')),
    (m.n, helper.id, NULL, 'work', 'support', m.since, coalesce(m.ended_at, size.at + interval '9 days'))
) v(dossier, unit, officer, level, why, from_at, until_at)
UNION ALL
SELECT m.n, NULL, 1000 + (m.n * 13 + i * 7) % size.officers, 'see', 'exception', m.since,
       size.at + interval '1 day' * (CASE WHEN i < 2 THEN 60 ELSE -i END)
FROM size, made m CROSS JOIN generate_series(0, 6) i WHERE m.active
UNION ALL
SELECT dossier, accountable, NULL, 'work', 'partner', since, NULL FROM asked WHERE i > 2
UNION ALL
SELECT r.dossier_id, v.unit, v.officer, 'work', 'referral', r.sent_at, NULL
FROM safeguarding_referral r
CROSS JOIN LATERAL (VALUES (r.team_id, NULL::bigint), (NULL, r.holder_id)) v(unit, officer);

INSERT INTO access_grant (dossier_id, unit_id, officer_id, level, why, because, from_at, until_at)
SELECT dossier, unit, officer, level, why, '', from_at,
       CASE WHEN until_at < from_at THEN from_at ELSE until_at END
FROM given;

CREATE TEMP TABLE raised AS
SELECT n AS id, ref AS about, NULL::bigint AS parent_id FROM made
UNION ALL
SELECT dossier, format('ACT-%s', id), n FROM asked
UNION ALL
SELECT dossier_id, ref, ocg_id FROM safeguarding_referral;

INSERT INTO access_dossier (id, about, parent_id, readers, lapses_at)
SELECT r.id, r.about, r.parent_id,
       coalesce(array_agg(DISTINCT g.principal ORDER BY g.principal) FILTER (
           WHERE g.from_at <= size.at AND (g.until_at IS NULL OR g.until_at > size.at)), '{}'),
       coalesce(least(min(g.from_at) FILTER (WHERE g.from_at > size.at),
                      min(g.until_at) FILTER (WHERE g.until_at > size.at)), '9999-01-01 00:00+00')
FROM size CROSS JOIN raised r
CROSS JOIN LATERAL (VALUES (r.id), (r.parent_id)) line(id)
LEFT JOIN access_grant g ON g.dossier_id = line.id
GROUP BY r.id, r.about, r.parent_id;
SELECT setval(pg_get_serial_sequence('access_dossier', 'id'), (SELECT max(id) FROM access_dossier));
