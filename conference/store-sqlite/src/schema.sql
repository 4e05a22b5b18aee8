CREATE TABLE item (
    partition TEXT NOT NULL,
    sort TEXT NOT NULL,
    revision INTEGER NOT NULL,
    expires INTEGER, -- seconds since 1970
    value BLOB NOT NULL,
    PRIMARY KEY (partition, sort)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_expires ON item (expires) WHERE expires IS NOT NULL;

CREATE TABLE token (
    token TEXT NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL, -- SHA-256 of the batch it was used for
    revision INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX token_expires ON token (expires);

-- The last revision that was given to a batch.
CREATE TABLE counter (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL
) STRICT;

INSERT INTO counter (only, revision) VALUES (1, 0);
