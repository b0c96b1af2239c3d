-- name: find
SELECT key, cores, entries FROM block WHERE key IN (SELECT value FROM json_each(?1)) AND country IN (?2, '')
-- name: find_anywhere
SELECT key, cores, entries FROM block WHERE key IN (SELECT value FROM json_each(?1))
-- name: place
SELECT id, name, name_ar, variants, kind, lat, lon, country, admin1, within, precision_m, pcode, source, note,
  population, rank
FROM place WHERE n = ?1
-- name: all
SELECT n FROM place ORDER BY n
-- name: by_id
SELECT n FROM place WHERE id = ?1 LIMIT 1
-- name: spelled
SELECT n FROM spelled WHERE key = ?1
-- name: starts
SELECT 1 FROM spelled WHERE key >= ?1 AND key < ?2 LIMIT 1
-- name: countries
SELECT DISTINCT country FROM place
-- name: meta
SELECT value FROM meta WHERE name = ?1
-- name: set_meta
INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
-- name: has_tables
SELECT 1 FROM main.sqlite_master LIMIT 1
-- name: last
SELECT coalesce(max(n), 0) FROM place
-- name: add_place
INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: add_spelled
INSERT OR IGNORE INTO spelled VALUES (?, ?)
-- name: add_filed
INSERT INTO scratch.filed VALUES (?, ?, ?, ?)
-- name: pack
INSERT INTO block
SELECT key, country, group_concat(core, char(10)), group_concat(entry, char(10))
FROM (SELECT key, country, core, entry FROM scratch.filed ORDER BY key, country)
GROUP BY key, country
-- name: index_ids
CREATE INDEX IF NOT EXISTS place_id ON place (id)
