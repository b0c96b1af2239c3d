-- A compiled gazetteer: one file, read only when it is whole. What is filed under a key stands packed in one row, so that
-- a look-up is one seek.
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE place (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL, name TEXT NOT NULL, name_ar TEXT, variants TEXT NOT NULL, kind TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, country TEXT, admin1 TEXT, within TEXT, precision_m INTEGER NOT NULL,
  pcode TEXT, source TEXT, note TEXT, population INTEGER NOT NULL, rank INTEGER NOT NULL
);
CREATE TABLE spelled (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
-- cores: one sound a line. entries, in the same order: number of the place, tab, name key and, for a name with generic
-- words, tab, their classes, tab, the whole name's sound.
CREATE TABLE block (
  key TEXT NOT NULL, country TEXT NOT NULL, cores TEXT NOT NULL, entries TEXT NOT NULL, PRIMARY KEY (key, country)
) WITHOUT ROWID;
