-- What compiling a draft proposes, and the maps of editions with what they rest on; map, plan and method are the attachment.

CREATE TABLE proposals (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    edition TEXT NOT NULL REFERENCES editions (id), entry TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL
);
CREATE INDEX proposals_of ON proposals (edition, state);

CREATE TABLE maps (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    edition TEXT NOT NULL REFERENCES editions (id), as_of TEXT, method_hash TEXT, inputs_hash TEXT, map_hash TEXT,
    frozen TEXT
);

CREATE INDEX entries_of ON entries (edition);
CREATE INDEX chains_of ON chains (edition);
