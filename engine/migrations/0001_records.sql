-- One table a kind of record. `document` is the whole record as JSON; the columns after it are read out of the document on
-- every write, so that an analyst can query and join them. Times are milliseconds since 1970-01-01 UTC, days and months
-- are text (YYYY-MM-DD, YYYY-MM), yes and no are 1 and 0. The same statements serve SQLite and PostgreSQL; only BLOB is
-- called BYTEA there.

CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counters (name, value) VALUES ('sequence', 0);

-- The change log, which is the history too: one row a write, in the order of commits.
CREATE TABLE changes (
    sequence   BIGINT PRIMARY KEY,
    kind       TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    operation  TEXT   NOT NULL CHECK (operation IN ('put', 'delete', 'erase')),
    changed_at BIGINT NOT NULL,
    changed_by TEXT   NOT NULL,
    reason     TEXT,
    document   TEXT
);
CREATE INDEX changes_of ON changes (kind, id, sequence);

CREATE TABLE organisations (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    kind TEXT NOT NULL, name_zh TEXT, name_en TEXT, uscc TEXT, region TEXT, synthetic BIGINT
);

CREATE TABLE editions (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    status TEXT NOT NULL, as_of TEXT NOT NULL, region TEXT, title_zh TEXT, title_en TEXT, illustrative BIGINT
);

-- Ids inside an edition are written edition/id.
CREATE TABLE chains (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    edition TEXT NOT NULL REFERENCES editions (id), chain TEXT NOT NULL, name_zh TEXT, name_en TEXT
);

CREATE TABLE entries (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    edition TEXT NOT NULL REFERENCES editions (id), entry TEXT NOT NULL, category TEXT, node TEXT, occupation TEXT,
    title_zh TEXT, title_en TEXT, headcount BIGINT, shortage_stars BIGINT
);

-- Lists that add to the vocabulary; the list itself, as it came, is the attachment.
CREATE TABLE additions (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    bytes BIGINT, sha256 TEXT
);

CREATE TABLE profiles (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    name TEXT, residence TEXT, category TEXT, ranking BIGINT, visible BIGINT, synthetic BIGINT
);

CREATE TABLE consents (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    talent TEXT NOT NULL REFERENCES profiles (id), organisation TEXT NOT NULL REFERENCES organisations (id),
    valid_until TEXT, withdrawn TEXT
);
CREATE INDEX consents_of_talent ON consents (talent);
CREATE INDEX consents_of_organisation ON consents (organisation);

CREATE TABLE orders (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id), entry TEXT, status TEXT, category TEXT, node TEXT,
    occupation TEXT, title_zh TEXT, title_en TEXT, seats BIGINT, filled BIGINT, due TEXT, valid_until TEXT, synthetic BIGINT
);
CREATE INDEX orders_of_organisation ON orders (organisation);
CREATE INDEX orders_of_status ON orders (status, valid_until);

CREATE TABLE programmes (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id), major TEXT, name_zh TEXT, name_en TEXT, seats BIGINT,
    synthetic BIGINT
);
CREATE INDEX programmes_of_organisation ON programmes (organisation);

CREATE TABLE cohorts (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id), programme TEXT NOT NULL REFERENCES programmes (id),
    form TEXT, status TEXT, name_zh TEXT, name_en TEXT, seats_min BIGINT, seats_max BIGINT, start TEXT, ready TEXT,
    synthetic BIGINT
);
CREATE INDEX cohorts_of_organisation ON cohorts (organisation);

-- No foreign key to profiles: an outcome outlives the erasure of the person, under a pseudonym.
CREATE TABLE outcomes (
    id TEXT PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL, document TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (id), talent TEXT NOT NULL, order_id TEXT, entry TEXT, date TEXT,
    event TEXT, reason TEXT, synthetic BIGINT
);
CREATE INDEX outcomes_of_organisation ON outcomes (organisation);
CREATE INDEX outcomes_of_talent ON outcomes (talent);

-- Bytes that belong to a record and are too long for a column.
CREATE TABLE attachments (kind TEXT NOT NULL, id TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (kind, id));

-- Which row of which source said what last, so that importing a file again changes nothing.
CREATE TABLE source_rows (
    source TEXT NOT NULL, kind TEXT NOT NULL, row_key TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (source, kind, row_key)
);
CREATE INDEX source_rows_of ON source_rows (kind, id);
