-- Keys, decisions, objections, tasks, and the audit log.

CREATE TABLE keys (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id), role TEXT NOT NULL, label TEXT, expires TEXT, revoked TEXT
);

CREATE TABLE decisions (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    kind TEXT NOT NULL, organisation TEXT, key_id TEXT, order_id TEXT, entry TEXT, edition TEXT, method_hash TEXT, as_of TEXT,
    input_hash TEXT, result_hash TEXT
);
CREATE INDEX decisions_of_organisation ON decisions (organisation, id);
CREATE INDEX decisions_by_time ON decisions (changed_at);

CREATE TABLE objections (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    decision TEXT NOT NULL REFERENCES decisions (id), talent TEXT NOT NULL, outcome TEXT, reviewer TEXT
);

CREATE TABLE tasks (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    organisation TEXT, state TEXT NOT NULL
);

-- Which records speak of which person: what a person may ask to see, and what erasure must reach.
CREATE TABLE mentions (kind TEXT NOT NULL, id TEXT NOT NULL, talent TEXT NOT NULL, PRIMARY KEY (kind, id, talent));
CREATE INDEX mentions_of ON mentions (talent, kind, id);

-- Each row holds the hash of the one before it.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, organisation TEXT, action TEXT NOT NULL,
    kind TEXT, id TEXT, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_of ON audit (kind, id);
