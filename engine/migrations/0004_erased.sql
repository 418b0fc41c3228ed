-- Who was erased is asked before each record that is new and each person that a record mentions.
CREATE INDEX changes_erased ON changes (kind, id) WHERE operation = 'erase';
