-- From schema 1 to 2: claims as a table of their own, proposals and provenance beside them.
CREATE TABLE claims (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, event TEXT, layer TEXT, report TEXT, outlet TEXT, published DATE,
  quote TEXT, start INTEGER, "end" INTEGER, killed INTEGER, wounded INTEGER, captured INTEGER, "count" INTEGER
);
INSERT INTO claims (event, layer, report, outlet, published, quote, start, "end", killed, wounded, captured, "count")
SELECT e.id, e.layer, json_extract(c.value, '$.report'), json_extract(c.value, '$.outlet'), json_extract(c.value, '$.published'),
  json_extract(c.value, '$.quote'), json_extract(c.value, '$.start'), json_extract(c.value, '$.end'),
  json_extract(c.value, '$.killed'), json_extract(c.value, '$.wounded'), json_extract(c.value, '$.captured'),
  json_extract(c.value, '$.count')
FROM (
  SELECT id, 'incidents' AS layer, claims FROM incidents UNION ALL SELECT id, 'movements', claims FROM movements
) AS e, json_each(e.claims) AS c;
CREATE TABLE proposals (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT, layer TEXT, first TEXT, second TEXT);
CREATE TABLE provenance (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT, value TEXT);
INSERT INTO provenance (name, value) VALUES ('schema_version', '2');
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES
  ('claims', 'attributes', 'claims', 0), ('proposals', 'attributes', 'proposals', 0),
  ('provenance', 'attributes', 'provenance', 0);
