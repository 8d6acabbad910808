-- What the outbox can be filtered by. None of these costs an act anything: a message that
-- was just put into the queue has no address, way or provider yet, and its state, unit and
-- code are indexed already.

CREATE INDEX message_ended ON message (state, id) WHERE state IN ('sent', 'delivered', 'cancelled');
CREATE INDEX message_address ON message (address, id) WHERE address <> '';
CREATE INDEX message_channel ON message (channel, id) WHERE channel <> '';
CREATE INDEX message_through ON message (provider, id) WHERE provider <> '';
CREATE INDEX message_desk ON message (desk, id) WHERE desk <> unit;

DROP INDEX message_code;
CREATE INDEX message_code ON message (code, id) WHERE code <> '';
