-- Version 3, the proof: what somebody declared of a numeral, findings passed over, the office's words.

-- A numeral that no figure prints, and what a person said it is. `key` is made of the item, the
-- clause around the numeral and the numeral itself: it holds while others are edited, and no longer
-- when this number changes.
CREATE TABLE exception(
  issue TEXT NOT NULL REFERENCES issue(id),
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('date', 'ordinal', 'quoted', 'signed')),
  printed TEXT NOT NULL,                    -- the numeral with its unit
  sentence TEXT NOT NULL,                   -- as it read when it was declared
  reason TEXT NOT NULL,
  signer TEXT NOT NULL,
  at TEXT NOT NULL,                         -- UTC
  PRIMARY KEY(issue, key),
  CHECK(kind <> 'signed' OR (reason <> '' AND signer <> ''))
) STRICT, WITHOUT ROWID;

-- A finding somebody decided to pass over; `key` is made of its rule, its item and the text around.
CREATE TABLE ignored(
  issue TEXT NOT NULL REFERENCES issue(id),
  key TEXT NOT NULL,
  rule TEXT NOT NULL,
  text TEXT NOT NULL,                       -- what stood there
  message TEXT NOT NULL,                    -- what was said of it
  actor TEXT NOT NULL,
  at TEXT NOT NULL,                         -- UTC
  PRIMARY KEY(issue, key)
) STRICT, WITHOUT ROWID;

-- The office's own words for the proofreader, beside those of the program.
CREATE TABLE word(
  wrong TEXT NOT NULL PRIMARY KEY CHECK(wrong <> ''),
  right TEXT NOT NULL,                      -- empty, or several joined by /: a person must choose
  level TEXT NOT NULL CHECK(level IN ('must', 'doubt', 'hint')),
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
