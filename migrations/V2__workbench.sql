-- Version 2, the entry workbench: persons, explained deviations, and what finds them quickly.

-- Who may be named in the bulletin, with posts; the register from which visits are completed.
CREATE TABLE person(
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  department TEXT REFERENCES department(code),
  posts TEXT NOT NULL,                      -- as printed, joined by 、
  rank INTEGER NOT NULL,                    -- order of precedence within the department
  valid_from TEXT,                          -- months, '2025-04'
  valid_to TEXT
) STRICT, WITHOUT ROWID;

-- A rule's remark on a figure that somebody answered. It holds while the cell still says `typed`.
CREATE TABLE explanation(
  indicator TEXT NOT NULL,
  department TEXT NOT NULL REFERENCES department(code),
  month TEXT NOT NULL CHECK(length(month) = 7),
  rule TEXT NOT NULL,                       -- the key of the rule, e.g. 'sum:fund_paid_q1'
  typed TEXT NOT NULL,                      -- what stood in the cell when it was explained
  reason TEXT NOT NULL,
  PRIMARY KEY(indicator, department, month, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX explanation_month ON explanation(month, department);

-- The recycle bin reads the deletions, the search reads the notes; both are few among many rows.
CREATE INDEX change_delete ON change(batch, seq) WHERE kind = 'delete';
CREATE INDEX figure_note ON figure(month) WHERE note <> '';
