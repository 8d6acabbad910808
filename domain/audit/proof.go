package audit

import "golang.org/x/mod/sumdb/tlog"

// ProveLeaf gives the hashes by which anyone who has the checkpoint can check that
// a leaf is in the log; at most one for each doubling of the log's size.
func (c Checkpoint) ProveLeaf(leaf int64, stored Tiles) ([]Hash, error) {
	return tlog.ProveRecord(c.Size, leaf, HashesIn(stored, c.Size, c.Root))
}

// CheckLeaf checks a proof of ProveLeaf, without the log; nil means proved.
func (c Checkpoint) CheckLeaf(leaf int64, hash Hash, proof []Hash) error {
	return tlog.CheckRecord(proof, c.Size, c.Root, leaf, hash)
}

// ProveGrowth gives the hashes that show that the log of an older checkpoint is
// the beginning of this one's.
func (c Checkpoint) ProveGrowth(older Checkpoint, stored Tiles) ([]Hash, error) {
	return tlog.ProveTree(c.Size, older.Size, HashesIn(stored, c.Size, c.Root))
}

// CheckGrowth checks a proof of ProveGrowth, without the log; nil means that nothing
// of what the older checkpoint sealed was changed or removed.
func (c Checkpoint) CheckGrowth(older Checkpoint, proof []Hash) error {
	return tlog.CheckTree(proof, c.Size, c.Root, older.Size, older.Root)
}
