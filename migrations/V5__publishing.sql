-- Version 5, publishing: sign-off, the frozen record of what was published, exported files,
-- corrections of what stands in print.

-- Who answers for a part of an issue, and the sum of what was signed: it counts while the part still
-- has this sum. Without a section the part is masthead and distribution list.
CREATE TABLE signoff(
  issue TEXT NOT NULL REFERENCES issue(id),
  section TEXT NOT NULL,
  signer TEXT NOT NULL CHECK(signer <> ''),
  at TEXT NOT NULL,                         -- UTC
  hash TEXT NOT NULL CHECK(length(hash) = 64),
  PRIMARY KEY(issue, section)
) STRICT, WITHOUT ROWID;

-- What was published, as it was. Numbered through the whole book; each hash covers the one before.
CREATE TABLE publication(
  seq INTEGER NOT NULL PRIMARY KEY CHECK(seq > 0),
  issue TEXT NOT NULL REFERENCES issue(id),
  version INTEGER NOT NULL CHECK(version > 0), -- 1, then one more with each revision of the issue
  at TEXT NOT NULL,                         -- UTC
  actor TEXT NOT NULL,
  why TEXT NOT NULL,                        -- of a revision
  head TEXT NOT NULL,                       -- JSON: bulletin, month, number, title, issuer, dates
  text TEXT NOT NULL,                       -- as printed
  figures TEXT NOT NULL,                    -- JSON: all that the print was made of
  document TEXT NOT NULL,                   -- JSON: the document tree
  house TEXT NOT NULL,                      -- JSON: how its pages are set
  exceptions TEXT NOT NULL,                 -- JSON: what stood against it and who answered for that
  signoffs TEXT NOT NULL,                   -- JSON
  files TEXT NOT NULL,                      -- JSON: sums of the files made of the document
  previous TEXT NOT NULL,                   -- hash of the record before; empty for the first
  hash TEXT NOT NULL CHECK(length(hash) = 64),
  UNIQUE(issue, version)
) STRICT;

CREATE TRIGGER publication_keep_update BEFORE UPDATE ON publication
BEGIN SELECT RAISE(ABORT, 'publications are kept'); END;
CREATE TRIGGER publication_keep_delete BEFORE DELETE ON publication
BEGIN SELECT RAISE(ABORT, 'publications are kept'); END;

-- The files written of an issue. They are no step of undo, so an issue may go before they do.
CREATE TABLE exported(
  issue TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,                         -- UTC
  actor TEXT NOT NULL,
  file TEXT NOT NULL,                       -- its name without the folder
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  publication INTEGER REFERENCES publication(seq), -- of which it was written; none for a draft
  PRIMARY KEY(issue, seq)
) STRICT, WITHOUT ROWID;

-- A figure that changed after it was printed: where it stood, both values, and what was decided.
CREATE TABLE correction(
  id TEXT NOT NULL PRIMARY KEY,
  publication INTEGER NOT NULL REFERENCES publication(seq),
  indicator TEXT NOT NULL,
  department TEXT NOT NULL,
  month TEXT NOT NULL CHECK(length(month) = 7),
  printed TEXT NOT NULL,                    -- as typed when it was published
  value TEXT NOT NULL,                      -- as typed since
  places TEXT NOT NULL,                     -- JSON: each sentence, as printed and as it would be now
  kind TEXT NOT NULL CHECK(kind IN ('open', 'revision', 'erratum')),
  actor TEXT NOT NULL,                      -- who changed it, then who decided
  why TEXT NOT NULL,
  at TEXT NOT NULL,                         -- UTC, likewise
  item TEXT,                                -- the item with the paragraph of an erratum, once drafted
  CHECK(kind = 'open' OR why <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_figure ON correction(indicator, department, month);
CREATE INDEX correction_publication ON correction(publication);
CREATE INDEX correction_open ON correction(at) WHERE kind = 'open';

-- Until now the exported files of an issue stood in one setting, as JSON; what cannot be read is left.
INSERT INTO exported(issue, seq, at, actor, file, bytes, sha256, publication)
SELECT i.id, CAST(e.key AS INTEGER) + 1, json_extract(e.value, '$.at'), '',
  json_extract(e.value, '$.file'), json_extract(e.value, '$.bytes'), json_extract(e.value, '$.sha256'),
  NULL
FROM issue i JOIN setting s ON s.key = 'exports of ' || i.id,
  json_each(CASE WHEN json_valid(s.value) THEN s.value ELSE '[]' END) e
WHERE e.type = 'object'
  AND json_type(e.value, '$.at') = 'text' AND json_type(e.value, '$.file') = 'text'
  AND json_type(e.value, '$.bytes') = 'integer' AND json_type(e.value, '$.sha256') = 'text'
  AND length(json_extract(e.value, '$.sha256')) = 64;
DELETE FROM setting WHERE key IN (SELECT 'exports of ' || id FROM issue);
