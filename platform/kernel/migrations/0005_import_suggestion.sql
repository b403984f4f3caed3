-- What the columns of the file probably mean to the command, as found when it was uploaded: whoever opens the run later, on
-- whichever device, begins from it. NULL: uploaded before this was kept.
ALTER TABLE kernel.import_run ADD COLUMN suggested_mapping jsonb;
