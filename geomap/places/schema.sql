-- A compiled gazetteer: one file, read only when it is whole.
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE place (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL, name TEXT NOT NULL, name_ar TEXT, variants TEXT NOT NULL, kind TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, country TEXT, admin1 TEXT, within TEXT, precision_m INTEGER NOT NULL,
  pcode TEXT, source TEXT, note TEXT, population INTEGER NOT NULL, rank INTEGER NOT NULL
);
-- first-level units by country, those that places name
CREATE TABLE unit (n INTEGER PRIMARY KEY, country TEXT NOT NULL, admin1 TEXT NOT NULL, UNIQUE (country, admin1));
CREATE TABLE spelled (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
-- what is compared of the names, and where that of each key and country begins, in blocks: see postings.py
CREATE TABLE posting (n INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE directory (n INTEGER PRIMARY KEY, first INTEGER NOT NULL, rows BLOB NOT NULL);
-- what the keys of spelled begin with: see beginnings.py
CREATE TABLE beginnings (bits BLOB NOT NULL);
