-- The spine: events, what they fold to, and the desk's versions.

CREATE TABLE meta (
	name TEXT PRIMARY KEY,
	value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 'turns' is turned by each recycling of the log: that write must change a
-- byte.  'retime' is the ticket that new laws are to be held against next.
INSERT INTO meta (name, value) VALUES ('turns', 0), ('next_ticket', 1),
	('retime', 0);

CREATE TABLE event (
	seq INTEGER PRIMARY KEY,
	ticket INTEGER CHECK (ticket > 0),
	at INTEGER NOT NULL,
	recorded INTEGER NOT NULL,
	actor TEXT NOT NULL,
	on_behalf TEXT,
	via TEXT NOT NULL,
	kind TEXT NOT NULL,
	desk INTEGER NOT NULL,
	data TEXT,
	salt BLOB CHECK (length(salt) = 16),
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX event_ticket ON event (ticket, at, seq);

-- What is taken back, found for one ticket at once.
CREATE INDEX event_retracted ON event (ticket, seq) WHERE kind = 'retracted';

-- While there is no ticket, the event that tix init made can give way to those
-- of an export that is restored.
CREATE TRIGGER event_stays BEFORE DELETE ON event
WHEN old.seq > 1 OR EXISTS (SELECT 1 FROM ticket)
BEGIN
	SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER event_is_final BEFORE UPDATE ON event
BEGIN
	SELECT RAISE(ABORT, 'events are append-only');
END;

-- Names are looked for in lists: a comparison for each would be read by every
-- program that opens the desk, and IN would build a table for each insert.
CREATE TABLE ticket (
	id INTEGER PRIMARY KEY,
	subject TEXT NOT NULL,
	body TEXT,
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	waiting_on TEXT,
	wait_until INTEGER,
	wait_then TEXT,
	level TEXT,
	queue TEXT,
	team TEXT,
	owner TEXT,
	requester TEXT,
	organisation TEXT,
	category TEXT,
	service TEXT,
	asset TEXT,
	source TEXT,
	channel TEXT,
	impact INTEGER CHECK (impact > 0),
	urgency INTEGER CHECK (urgency > 0),
	priority INTEGER CHECK (priority BETWEEN 1 AND 5),
	priority_source TEXT,
	tags TEXT,
	key TEXT,
	count INTEGER NOT NULL CHECK (count > 0),
	opened INTEGER NOT NULL,
	updated INTEGER NOT NULL CHECK (updated >= opened),
	taken INTEGER,
	first_response INTEGER,
	resolved INTEGER,
	closed INTEGER,
	resolution TEXT,
	rating INTEGER CHECK (rating BETWEEN 1 AND 5),
	due INTEGER,
	next_due INTEGER,
	breached INTEGER,
	effort INTEGER,
	undelivered INTEGER CHECK (undelivered > 0),
	problem TEXT,
	vendor_case TEXT,
	agreement TEXT,
	checklist TEXT,
	visits TEXT,
	bounces INTEGER CHECK (bounces > 0),
	parent INTEGER,
	merged_into INTEGER,
	links TEXT,
	watchers TEXT,
	origin TEXT,
	fields TEXT,
	alarm INTEGER,
	calendar TEXT,
	CHECK (instr('|incident|request|problem|change|security|',
		'|' || kind || '|') AND
		instr('|new|open|waiting|resolved|closed|cancelled|merged|',
		'|' || state || '|') AND
		instr('|customer|vendor|change|event|',
		'|' || waiting_on || '|') AND
		instr('|resume|resolve|', '|' || wait_then || '|') AND
		instr('|matrix|manual|rule|vip|',
		'|' || priority_source || '|'))
) STRICT;

CREATE INDEX ticket_state ON ticket (state, priority);
CREATE INDEX ticket_queue ON ticket (queue, state, priority);
CREATE INDEX ticket_owner ON ticket (owner, state, priority);
CREATE INDEX ticket_key ON ticket (key) WHERE key IS NOT NULL;
CREATE INDEX ticket_origin ON ticket (origin) WHERE origin IS NOT NULL;
-- Whom a requester had last.
CREATE INDEX ticket_requester ON ticket (requester, id)
	WHERE owner IS NOT NULL;
CREATE INDEX ticket_opened ON ticket (opened, priority);
CREATE INDEX ticket_resolved ON ticket (resolved, level, priority, opened)
	WHERE resolved IS NOT NULL;
-- A sweep looks at those that something is due for, and at no others.
CREATE INDEX ticket_alarm ON ticket (alarm) WHERE alarm IS NOT NULL;

CREATE TRIGGER ticket_stays BEFORE DELETE ON ticket
BEGIN
	SELECT RAISE(ABORT, 'tickets are never deleted');
END;

-- What the fold made of the clocks of a ticket.
CREATE TABLE clock (
	ticket INTEGER NOT NULL REFERENCES ticket (id),
	n INTEGER NOT NULL,
	agreement TEXT,
	promise TEXT,
	metric TEXT NOT NULL,
	subject TEXT,
	cycle INTEGER NOT NULL,
	state TEXT NOT NULL,
	version INTEGER,
	started INTEGER NOT NULL,
	budget INTEGER NOT NULL,
	consumed INTEGER NOT NULL CHECK (consumed >= 0),
	since INTEGER,
	due INTEGER,
	first_stop INTEGER,
	stopped INTEGER,
	breached INTEGER,
	waived INTEGER,
	why TEXT,
	PRIMARY KEY (ticket, n)
) STRICT, WITHOUT ROWID;

-- What is due next.
CREATE INDEX clock_due ON clock (due) WHERE state = 'running';

-- Sums of what tickets count for, by UTC quarter hour, level and priority.
CREATE TABLE rollup (
	slot INTEGER NOT NULL,
	measure INTEGER NOT NULL,
	level TEXT NOT NULL,
	priority INTEGER NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (slot, measure, level, priority)
) STRICT, WITHOUT ROWID;

-- A compiled desk is lines: 'compiled' is the first, 'tail' (rules, parties)
-- the rest, apart so that most commands read past it.
CREATE TABLE desk (
	version INTEGER PRIMARY KEY,
	compiled TEXT NOT NULL,
	tail TEXT NOT NULL,
	source TEXT
) STRICT;

CREATE TRIGGER desk_stays BEFORE DELETE ON desk
WHEN old.version > 1 OR EXISTS (SELECT 1 FROM ticket)
BEGIN
	SELECT RAISE(ABORT, 'desk versions are never deleted');
END;

CREATE TRIGGER desk_is_final BEFORE UPDATE ON desk
BEGIN
	SELECT RAISE(ABORT, 'desk versions are never changed');
END;

-- What the desk's versions said over time, by name: a row where a version says
-- other than the one before it, without a definition where it says nothing
-- any more.  Sections are kinds of lines of the tail: 'a', agreements; 'e',
-- escalation policies.
CREATE TABLE law (
	section TEXT NOT NULL,
	name TEXT NOT NULL,
	version INTEGER NOT NULL REFERENCES desk (version),
	since INTEGER NOT NULL,
	place INTEGER NOT NULL,
	definition TEXT,
	PRIMARY KEY (section, name, version)
) STRICT, WITHOUT ROWID;

-- Working time, in seconds: windows in order, none meeting another, each with
-- the sum of those before it.  A set is kept once, however many calendars and
-- versions have it.
CREATE TABLE window_set (
	id INTEGER PRIMARY KEY,
	digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE window (
	set_id INTEGER NOT NULL REFERENCES window_set (id),
	open INTEGER NOT NULL,
	close INTEGER NOT NULL CHECK (close > open),
	before INTEGER NOT NULL CHECK (before >= 0),
	PRIMARY KEY (set_id, open)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX window_sum ON window (set_id, before);

-- Calendars over time, by name: a row where the windows become others.  The
-- digest is that of the definition and the zone's data.
CREATE TABLE calendar (
	name TEXT NOT NULL,
	version INTEGER NOT NULL REFERENCES desk (version),
	since INTEGER NOT NULL,
	timezone TEXT NOT NULL,
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	set_id INTEGER NOT NULL REFERENCES window_set (id),
	PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

-- The event by which each agent was last given a ticket by the desk's rules.
CREATE TABLE turn (
	agent TEXT PRIMARY KEY,
	seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID;

-- What somebody is to be told; pending rows are not due before next_try, which
-- a claim puts off.
CREATE TABLE outbox (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE CHECK (key <> ''),
	ticket INTEGER NOT NULL REFERENCES ticket (id),
	event INTEGER NOT NULL REFERENCES event (seq),
	what TEXT,
	targets TEXT NOT NULL CHECK (targets <> ''),
	data TEXT,
	target INTEGER NOT NULL DEFAULT 0 CHECK (target >= 0),
	state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed',
		'held', 'discarded')),
	tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
	next_try INTEGER NOT NULL,
	queued INTEGER NOT NULL,
	sent INTEGER CHECK ((sent IS NOT NULL) = (state = 'sent')),
	result TEXT
) STRICT;

CREATE INDEX outbox_state ON outbox (state, next_try);

CREATE TRIGGER outbox_stays BEFORE DELETE ON outbox
BEGIN
	SELECT RAISE(ABORT, 'notifications are never deleted');
END;

-- Files that came with events, each kept once.
CREATE TABLE attachment (
	sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	data BLOB NOT NULL
) STRICT;

CREATE TRIGGER attachment_stays BEFORE DELETE ON attachment
BEGIN
	SELECT RAISE(ABORT, 'attachments are never deleted');
END;

-- Rows of other desks' exports that are in already.
CREATE TABLE import_row (
	ticket INTEGER NOT NULL REFERENCES ticket (id),
	digest BLOB NOT NULL,
	occurrence INTEGER NOT NULL,
	PRIMARY KEY (ticket, digest, occurrence)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE text USING fts5 (subject, body, notes,
	tokenize = 'unicode61 remove_diacritics 2');

-- Tickets whose row in text is missing or old.
CREATE TABLE text_todo (
	ticket INTEGER PRIMARY KEY
) STRICT;
