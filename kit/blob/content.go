package blob

import (
	"crypto/cipher"
	"crypto/hmac"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// content reads a sealed file. It keeps the chunk read last.
type content struct {
	file io.ReaderAt
	shut func() error
	size int64
	aead cipher.AEAD

	mu    sync.Mutex
	held  int64 // which chunk is in plain, -1 none
	plain []byte
	raw   []byte
}

// unseal opens a sealed file of length bytes. name "" is for a file that has none yet.
func unseal(file io.ReaderAt, length int64, keys *Keys, name Name) (*content, error) {
	head := make([]byte, headBytes)
	if _, err := file.ReadAt(head, 0); err != nil {
		return nil, fmt.Errorf("%w: its header is cut off", ErrDamaged)
	}
	if string(head[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not begin as one", ErrDamaged)
	}
	key, headKey, err := keys.derive([idBytes]byte(head[len(magic):]), head[len(magic)+idBytes:sizeAt])
	if err != nil {
		return nil, err
	}
	if !hmac.Equal(head[sealAt:], sealed(headKey, head[:sealAt], name)) {
		return nil, fmt.Errorf("%w: its header was changed, or belongs to another", ErrDamaged)
	}
	size := int64(binary.BigEndian.Uint64(head[sizeAt:]))
	if keptBytes(size) != length {
		return nil, fmt.Errorf("%w: it is not as long as it was", ErrDamaged)
	}
	aead, err := newAEAD(key)
	return &content{file: file, size: size, aead: aead, held: -1, raw: make([]byte, sealedBytes), plain: make([]byte, 0, chunkBytes)}, err
}

// Size of the content in bytes.
func (c *content) Size() int64 { return c.size }

// Close lets the file go.
func (c *content) Close() error {
	if c.shut == nil {
		return nil
	}
	return c.shut()
}

// ReadAt reads verified bytes only.
func (c *content) ReadAt(p []byte, off int64) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for n < len(p) {
		if off < 0 || off >= c.size {
			return n, io.EOF
		}
		if err := c.load(off / chunkBytes); err != nil {
			return n, err
		}
		did := copy(p[n:], c.plain[off%chunkBytes:])
		n, off = n+did, off+int64(did)
	}
	return n, nil
}

func (c *content) load(i int64) error {
	if c.held == i {
		return nil
	}
	c.held = -1
	last := i == chunks(c.size)-1
	raw := c.raw
	if last {
		raw = raw[:c.size-i*chunkBytes+tagBytes]
	}
	if _, err := c.file.ReadAt(raw, headBytes+i*sealedBytes); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	plain, err := c.aead.Open(c.plain[:0], nonce(i, last), raw, nil)
	if err != nil {
		return fmt.Errorf("%w: part %d was changed", ErrDamaged, i)
	}
	c.plain, c.held = plain, i
	return nil
}
