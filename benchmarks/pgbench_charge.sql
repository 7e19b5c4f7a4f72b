-- A charge without us: the same six statements between BEGIN and COMMIT, on the same tables with the same indexes,
-- constraints and widths, but nothing decided, hashed or checked by a program. Run on a database of its own, since
-- what it writes is no sound ledger: pgbench -n -f benchmarks/pgbench_charge.sql -D wallets=1000
\set wallet random(1, :wallets)
\set nonce random(1, 1000000000000)
BEGIN;
UPDATE ledger_wallet SET seq = seq + 1 WHERE id = :wallet RETURNING seq, head, arrears \gset
SELECT l.id AS lot, l.available, l.available_cents, l.expires_at, e.id AS answered FROM ledger_wallet w LEFT JOIN ledger_entry e ON e.wallet_id = w.id AND e.key = 'k' || :nonce LEFT JOIN ledger_lot l ON l.wallet_id = w.id AND l.available > 0 WHERE w.id = :wallet ORDER BY l.id LIMIT 1 \gset
INSERT INTO ledger_entry (wallet_id, seq, kind, key, fingerprint, subject_kind, subject_id, actor_kind, actor_id, reason, note_digest, change, balance_after, arrears, effective_at, recorded_at, prev_hash, hash) VALUES (:wallet, :seq, 'charge', 'k' || :nonce, repeat('f', 64), 'ticket', :nonce::text, 'system', 'pointdesk', '', '', -10, 1000, 0, now(), now(), repeat('e', 64), repeat('d', 64)) RETURNING id AS entry \gset
UPDATE ledger_lot SET available = available - 10, charged = charged + 10 WHERE id = :lot;
INSERT INTO ledger_posting (entry_id, position, lot_id, source, target, points, cents) VALUES (:entry, 0, :lot, 'available', 'charged', 10, 0);
UPDATE ledger_wallet SET head = repeat('c', 64) WHERE id = :wallet;
COMMIT;
