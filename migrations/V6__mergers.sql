-- Version 6, mergers: who carries on the work of a department that ceased. Kept by code, and empty for
-- all books until somebody says so; nothing is guessed from the names departments go by.

ALTER TABLE department ADD COLUMN successor TEXT;
