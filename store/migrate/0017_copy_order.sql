-- What a certified copy costs is paid at the till too: the order names the entry.

ALTER TABLE payment_order ADD COLUMN copy_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX payment_order_copy ON payment_order (copy_id) WHERE copy_id <> 0;
