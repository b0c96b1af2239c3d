-- Beside a file being compiled: what will be packed into blocks, in the order of reading.
CREATE TABLE IF NOT EXISTS scratch.filed (key TEXT, country TEXT, core TEXT, entry TEXT)

