-- The book, version 1. Portable subset: TEXT, INTEGER and BLOB only; times, ids and sums are made
-- by the program. For PostgreSQL drop the words STRICT and WITHOUT ROWID and restate the triggers.

CREATE TABLE bulletin(
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,                 -- the whole definition, as JSON
  ord INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE department(
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  short_name TEXT NOT NULL,
  aliases TEXT NOT NULL,                    -- JSON array of names
  rank INTEGER NOT NULL,
  valid_from TEXT,                          -- months, '2025-04'
  valid_to TEXT
) STRICT, WITHOUT ROWID;

-- The natural key lets two people who fill the same cell meet in one row.
CREATE TABLE figure(
  indicator TEXT NOT NULL,
  department TEXT NOT NULL REFERENCES department(code),
  month TEXT NOT NULL CHECK(length(month) = 7),
  typed TEXT NOT NULL,                      -- exactly what was typed, also when it is no number
  digits INTEGER,                           -- amount = digits x 10^exponent of the base unit
  exponent INTEGER,
  state TEXT NOT NULL CHECK(state IN ('entered', 'blank', 'zero', 'not_reported', 'draft')),
  source TEXT NOT NULL CHECK(source IN ('typed', 'pasted', 'document', 'demo')),
  note TEXT NOT NULL,
  PRIMARY KEY(indicator, department, month),
  CHECK((digits IS NULL) = (exponent IS NULL)),
  CHECK((digits IS NOT NULL) = (state IN ('entered', 'zero')))
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_month ON figure(month, department);

CREATE TABLE issue(
  id TEXT NOT NULL PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin(code),
  month TEXT NOT NULL CHECK(length(month) = 7),
  number INTEGER NOT NULL CHECK(number >= 0),
  total_number INTEGER CHECK(total_number >= 0),
  title TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issue_date TEXT CHECK(length(issue_date) = 10),
  status TEXT NOT NULL CHECK(status IN ('draft', 'checked', 'signed', 'published')),
  UNIQUE(bulletin, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE section(
  id TEXT NOT NULL PRIMARY KEY,
  issue TEXT NOT NULL REFERENCES issue(id),
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('prose', 'events', 'work', 'news', 'visits', 'table')),
  title TEXT NOT NULL,
  numbering TEXT NOT NULL CHECK(numbering IN ('none', 'chinese', 'arabic')),
  ord INTEGER NOT NULL,
  table_spec TEXT                           -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX section_issue ON section(issue, ord);

-- Without a section an item is an event of its month's pool.
CREATE TABLE item(
  id TEXT NOT NULL PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin(code),
  month TEXT NOT NULL CHECK(length(month) = 7),
  section TEXT REFERENCES section(id),
  ord INTEGER NOT NULL,
  date TEXT CHECK(length(date) = 10),
  department TEXT,                          -- by name, as printed
  lead TEXT,
  body TEXT NOT NULL,                       -- paragraphs, one a line
  state TEXT NOT NULL CHECK(state IN ('active', 'left_out')),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX item_section ON item(section, ord);
CREATE INDEX item_month ON item(month, bulletin);

CREATE TABLE visit(
  id TEXT NOT NULL PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin(code),
  month TEXT NOT NULL CHECK(length(month) = 7),
  department TEXT NOT NULL,
  posts TEXT NOT NULL,
  person TEXT NOT NULL,
  ord INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_month ON visit(month, bulletin, ord);

CREATE TABLE recipient(
  id TEXT NOT NULL PRIMARY KEY,
  issue TEXT NOT NULL REFERENCES issue(id),
  level TEXT NOT NULL CHECK(level IN ('报', '送', '发')),
  name TEXT NOT NULL,
  joint TEXT NOT NULL,
  ord INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recipient_issue ON recipient(issue, ord);

CREATE TABLE setting(
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One batch is one step of undo; batches and their changes are the audit trail.
CREATE TABLE batch(
  id INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,                         -- UTC
  actor TEXT NOT NULL,
  op TEXT NOT NULL,
  label TEXT NOT NULL,                      -- what was done, in Chinese
  kind TEXT NOT NULL CHECK(kind IN ('do', 'undo', 'redo', 'setting')),
  target INTEGER REFERENCES batch(id),      -- the 'do' that was undone or redone
  CHECK((target IS NOT NULL) = (kind IN ('undo', 'redo')))
) STRICT;

CREATE TABLE change(
  batch INTEGER NOT NULL REFERENCES batch(id),
  seq INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row TEXT NOT NULL,                        -- JSON array of the key
  kind TEXT NOT NULL CHECK(kind IN ('insert', 'update', 'delete')),
  col TEXT NOT NULL,                        -- '' for a whole row
  old TEXT,                                 -- a value, or the whole row as a JSON array
  new TEXT,
  PRIMARY KEY(batch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_row ON change(tbl, row, batch);

CREATE TRIGGER batch_keep_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, 'history is append only'); END;
CREATE TRIGGER batch_keep_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'history is append only'); END;
CREATE TRIGGER change_keep_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'history is append only'); END;
-- While one field is being typed, the newest batch grows instead of many small ones.
CREATE TRIGGER change_keep_update BEFORE UPDATE ON change
WHEN OLD.batch <> (SELECT max(id) FROM batch)
  OR NEW.batch <> OLD.batch OR NEW.seq <> OLD.seq OR NEW.tbl <> OLD.tbl OR NEW.row <> OLD.row
  OR NEW.kind <> OLD.kind OR NEW.col <> OLD.col OR NEW.old IS DISTINCT FROM OLD.old
BEGIN SELECT RAISE(ABORT, 'history is append only'); END;
