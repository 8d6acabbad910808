package blob

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"io"
)

// The header: magic, key id, salt, size of the content, seal over these and the name.
const (
	magic     = "cchcBLB1" // 8 bytes
	saltBytes = 16
	sizeAt    = 8 + idBytes + saltBytes
	sealAt    = sizeAt + 8
	headBytes = sealAt + nameBytes

	chunkBytes  = 64 << 10
	tagBytes    = 16
	sealedBytes = chunkBytes + tagBytes
)

// keptBytes is how long a file is whose content has size bytes. An empty content has one
// chunk too, so that its absence would be seen.
func keptBytes(size int64) int64 { return headBytes + size + chunks(size)*tagBytes }

func chunks(size int64) int64 { return max(1, (size+chunkBytes-1)/chunkBytes) }

// nonce is a chunk's place and whether it ends the file. The key is drawn for each file,
// so that no nonce is ever used twice under one key.
func nonce(i int64, last bool) []byte {
	n := make([]byte, 12)
	binary.BigEndian.PutUint64(n, uint64(i))
	if last {
		n[11] = 1
	}
	return n
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// seal writes r to w as a header yet to be signed and sealed chunks; it gives back the
// header and how many bytes r had. tee sees the content.
func seal(w io.Writer, r io.Reader, keys *Keys, tee io.Writer) (head []byte, size int64, err error) {
	head = make([]byte, headBytes)
	copy(head, magic)
	copy(head[len(magic):], keys.newer[:])
	salt := head[len(magic)+idBytes : sizeAt]
	rand.Read(salt)
	key, _, err := keys.derive(keys.newer, salt)
	if err != nil {
		return nil, 0, err
	}
	aead, err := newAEAD(key)
	if err != nil {
		return nil, 0, err
	}
	if _, err := w.Write(head); err != nil {
		return nil, 0, err
	}
	size, err = sealChunks(w, io.TeeReader(r, tee), aead)
	binary.BigEndian.PutUint64(head[sizeAt:], uint64(size))
	return head, size, err
}

// sealChunks reads one chunk ahead, to know which is the last.
func sealChunks(w io.Writer, r io.Reader, aead cipher.AEAD) (size int64, err error) {
	this, next, out := make([]byte, chunkBytes), make([]byte, chunkBytes), make([]byte, 0, sealedBytes)
	n, err := io.ReadFull(r, this)
	for i := int64(0); ; i++ {
		last := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !last {
			return size, err
		}
		more := 0
		if !last {
			more, err = io.ReadFull(r, next)
			last = err == io.EOF // the chunk in hand ended exactly here
		}
		if _, failed := w.Write(aead.Seal(out, nonce(i, last), this[:n], nil)); failed != nil {
			return size, failed
		}
		if size += int64(n); last {
			return size, nil
		}
		this, next, n = next, this, more
	}
}

// sign puts the header's seal into it, once the name is known.
func (k *Keys) sign(head []byte, name Name) error {
	_, key, err := k.derive([idBytes]byte(head[len(magic):]), head[len(magic)+idBytes:sizeAt])
	if err == nil {
		copy(head[sealAt:], sealed(key, head[:sealAt], name))
	}
	return err
}
