-- Version 7, unnumbered sections: a title or words that open an issue before 一、, titles that never had a
-- number. Empty for all sections of older books: these are numbered.

ALTER TABLE section ADD COLUMN unnumbered INTEGER CHECK(unnumbered IN (0, 1));
