package audit

import (
	"encoding/base64"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Checkpoint is what was sealed: from here on nothing before Size can change
// without showing.
type Checkpoint struct {
	Number int64 // 1, 2, … without gap, so that a removed one shows
	Size   int64 // leaves in the log
	Root   Hash
	At     time.Time // whole seconds UTC
}

// body is the signed text: https://c2sp.org/tlog-checkpoint with one extension line.
func (c Checkpoint) body(origin string) string {
	return fmt.Sprintf("%s\n%d\n%v\nseal %d %s\n", origin, c.Size, c.Root, c.Number, c.At.UTC().Format(time.RFC3339))
}

// Sign is the checkpoint as a signed note.
func (s *Signer) Sign(c Checkpoint) ([]byte, error) {
	return note.Sign(&note.Note{Text: c.body(s.origin)}, s.signer)
}

// Open reads a checkpoint and checks its signature. It fails on every text that
// Sign would not have made.
func (v *Verifier) Open(text []byte) (Checkpoint, error) {
	n, err := note.Open(text, v.keys)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("audit: checkpoint: %w", err)
	}
	var c Checkpoint
	var root, at, origin string
	if _, err := fmt.Sscanf(n.Text, "%s\n%d\n%s\nseal %d %s\n", &origin, &c.Size, &root, &c.Number, &at); err != nil {
		return Checkpoint{}, fmt.Errorf("audit: checkpoint: %w", err)
	}
	if c.Root, err = parseHash(root); err != nil {
		return Checkpoint{}, err
	}
	if c.At, err = time.Parse(time.RFC3339, at); err != nil {
		return Checkpoint{}, fmt.Errorf("audit: checkpoint: %w", err)
	}
	if string(text) != n.Text+signature(n) || c.body(v.origin) != n.Text {
		return Checkpoint{}, fmt.Errorf("audit: checkpoint %d of %s is not written canonically", c.Number, origin)
	}
	return c, nil
}

// signature writes the first signature again: base64 can be changed without
// changing what it stands for, and further signatures can be put in.
func signature(n *note.Note) string {
	sig := n.Sigs[0]
	raw, _ := base64.StdEncoding.DecodeString(sig.Base64) // note.Open decoded it before
	return fmt.Sprintf("\n— %s %s\n", sig.Name, base64.StdEncoding.EncodeToString(raw))
}
