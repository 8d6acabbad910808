// Package blob keeps files by their content: encrypted at rest, each content once.
//
// A file is known by a keyed hash of its content. A plain hash would tell whoever sees a
// list of names which well-known papers are kept, and whether two places hold the same
// one; with a key that never leaves the installation the name says neither.
//
// A kept file is a header and chunks of 64 KiB, each sealed with AES-256-GCM under a key
// drawn for the file. The place of a chunk and whether it is the last are part of what is
// sealed, so that nothing can be cut off, swapped or repeated; the header says which name
// and size belong to it, so that one file cannot stand for another. Reading takes the
// memory of one chunk.
package blob

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"time"
)

// Name is a content's address: 64 hexadecimal digits of HMAC-SHA-256.
type Name string

// Valid says whether a name could be one; only such a name becomes a path.
func (n Name) Valid() bool {
	raw, err := hex.DecodeString(string(n))
	return err == nil && len(raw) == nameBytes && hex.EncodeToString(raw) == string(n)
}

// Info is what is known of a content without reading it.
type Info struct {
	Name Name
	Size int64     // bytes of the content
	Kept time.Time // when it was last put
}

// Content is a kept content, to be read from anywhere.
type Content interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Judge looks at a content before it is kept. Its error keeps it out.
type Judge func(content io.ReaderAt, size int64) error

// Store is where contents are kept: a folder here, or a bucket elsewhere.
type Store interface {
	// Put reads r to its end and keeps it unless judge, which may be nil, refuses. What was
	// there under the same name is replaced by the same content.
	Put(ctx context.Context, r io.Reader, judge Judge) (Info, error)
	// Open gives a content, ErrMissing when it is not there, ErrDamaged when it is not what
	// was put. Damage further on is found when that part is read.
	Open(ctx context.Context, name Name) (Content, error)
	// Each goes through all that is there, in no order.
	Each(ctx context.Context) iter.Seq2[Info, error]
	// Remove takes a content away if it was put before an instant; newer ones stay. One that
	// is not there is no error.
	Remove(ctx context.Context, name Name, before time.Time) error
}

// What may be wrong with a content that is asked for.
var (
	ErrMissing = errors.New("blob: not there")
	ErrDamaged = errors.New("blob: not what was put")
	ErrNoKey   = errors.New("blob: sealed with a key that is not in the key file")
)

// Check reads a content to its end and compares it with its name.
func Check(ctx context.Context, s Store, keys *Keys, name Name) error {
	c, err := s.Open(ctx, name)
	if err != nil {
		return err
	}
	defer c.Close()
	sum := keys.naming()
	if _, err := io.Copy(sum, io.NewSectionReader(c, 0, c.Size())); err != nil {
		return err
	}
	if nameOf(sum) != name {
		return ErrDamaged
	}
	return ctx.Err()
}
