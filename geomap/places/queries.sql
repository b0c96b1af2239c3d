-- name: posting
SELECT rows FROM posting WHERE n = ?1
-- name: directory
SELECT rows FROM directory WHERE n = ?1
-- name: firsts
SELECT first FROM directory ORDER BY n
-- name: units
SELECT n, country, admin1 FROM unit ORDER BY n
-- name: place
SELECT id, name, name_ar, variants, kind, lat, lon, country, admin1, within, precision_m, pcode, source, note,
  population, rank
FROM place WHERE n = ?1
-- name: places
SELECT n, id, name, name_ar, variants, kind, lat, lon, country, admin1, within, precision_m, pcode, source, note,
  population, rank
FROM place WHERE n IN (SELECT value FROM json_each(?1))
-- name: after
SELECT id, name, name_ar, variants, kind, lat, lon, country, admin1, within, precision_m, pcode, source, note,
  population, rank, n
FROM place WHERE n > ?1 ORDER BY n
-- name: by_id
SELECT n FROM place WHERE id = ?1 LIMIT 1
-- name: last_by_id
SELECT max(n) FROM place WHERE id = ?1
-- name: spelled
SELECT n FROM spelled WHERE key = ?1
-- name: starts
SELECT 1 FROM spelled WHERE key >= ?1 AND key < ?2 LIMIT 1
-- name: beginnings
SELECT bits FROM beginnings
-- name: meta
SELECT value FROM meta WHERE name = ?1
-- name: metas
SELECT name, value FROM meta
-- name: set_meta
INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
-- name: has_tables
SELECT 1 FROM main.sqlite_master LIMIT 1
-- name: is_finished
SELECT 1 FROM directory LIMIT 1
-- name: last
SELECT coalesce(max(n), 0) FROM place
-- name: ids_in
SELECT id FROM place WHERE country = ?1 AND id GLOB ?2
-- name: counted
SELECT count(*), count(name_ar), count(*) + coalesce(sum(name_ar <> name), 0)
  + coalesce(sum(iif(variants = '', 0, 1 + length(variants) - length(replace(variants, char(10), '')))), 0),
  count(admin1)
FROM place
-- name: add_place
INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: add_spelled
INSERT OR IGNORE INTO spelled VALUES (?, ?)
-- name: add_filed
INSERT INTO scratch.filed VALUES (?, ?, ?)
-- name: add_unit
INSERT OR IGNORE INTO unit (country, admin1) VALUES (?1, ?2)
-- name: sorted
SELECT key, row FROM scratch.filed ORDER BY key, size DESC, row
-- name: add_posting
INSERT INTO posting VALUES (?1, ?2)
-- name: add_directory
INSERT INTO directory VALUES (?1, ?2, ?3)
-- name: keys
SELECT DISTINCT key FROM spelled
-- name: keys_by_place
SELECT n, group_concat(key, char(10)) FROM spelled GROUP BY n
-- name: key_count
SELECT count(*) FROM spelled
-- name: add_beginnings
INSERT INTO beginnings VALUES (?1)
-- name: index_ids
CREATE INDEX IF NOT EXISTS place_id ON place (id)
