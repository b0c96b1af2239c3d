-- Beside a file being compiled: what will be packed into blocks, of one key the larger places come first
CREATE TABLE IF NOT EXISTS scratch.filed (key INTEGER, size INTEGER, row BLOB)
