-- Names as people have them, for the bench of search: given names and surnames of unequal frequency,
-- so that the most common full name is that of some 150 people of 190,000, and the most common
-- surname that of 7,000. Every third person has an alias.
CREATE TEMP TABLE given_name AS
SELECT * FROM unnest(ARRAY['Mohammed','David','John','William','James','Sarah','Michael','Ali','Robert','Emma',
    'Thomas','Kevin','Hassan','Lee','Paul','Laura','Dean','Aisha','Craig','Jason','Piotr','Ryan','Nicole',
    'Stephen','Wayne','Ahmed','Gary','Tracey','Imran','Scott','Agnieszka','Darren','Olivia','Callum',
    'Florin','Natalie','Bilal','Shane','Kirsty','Andrei']) WITH ORDINALITY v(name, n);
CREATE TEMP TABLE surname AS
SELECT name, n FROM unnest(ARRAY['Khan','Smith','Jones','Hussain','Taylor','Brown','Williams','Wilson','Johnson',
    'Davies','Patel','Wright','Walker','Ahmed','Hughes','Thompson','Begum','Evans','Roberts','Green','Hall',
    'Wood','Jackson','Clarke','Kowalski','Popescu','Nguyen','Okafor','Murphy','O''Brien']) WITH ORDINALITY v(name, n)
UNION ALL
SELECT initcap(translate(left(md5(k::text), 4 + k % 5), '0123456789abcdef', 'aeioustrnlmbdghk')), 30 + k
FROM generate_series(1, 3000) k;
-- Arrays are read by place: a query for each of 190,000 people would take minutes.
WITH names AS MATERIALIZED (
    SELECT (SELECT array_agg(name ORDER BY n) FROM given_name) AS given,
           (SELECT array_agg(name ORDER BY n) FROM surname) AS family
), chosen AS (
    SELECT id, 1 + floor(40 * power((hashint8extended(id, 1) & 1048575) / 1048576.0, 2))::int AS g,
           1 + floor(3030 * power((hashint8extended(id, 2) & 1048575) / 1048576.0, 3))::int AS f
    FROM register_person
)
UPDATE register_person p SET
    name = given[g] || ' ' || family[f],
    aliases = CASE WHEN p.id % 3 = 0 THEN ARRAY[
        family[31 + (p.id * 7 % 3000)::int] || ' the '
        || (ARRAY['Fox','Hammer','Barber','Wolf','Clerk','Driver','Dentist'])[1 + p.id % 7]]
        ELSE '{}' END
FROM names, chosen c WHERE c.id = p.id;
