-- Version 4, search: a number finds its figures of every month and department, and the notes are read
-- from their index alone.

CREATE INDEX figure_amount ON figure(digits, exponent, month) WHERE digits IS NOT NULL;

DROP INDEX figure_note;
CREATE INDEX figure_note ON figure(month, note) WHERE note <> '';
