package blob

import (
	"bufio"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	keyBytes  = 32
	nameBytes = sha256.Size
	idBytes   = 4
)

// Keys are the secrets of one store: one that names contents and never changes, and those
// that seal them. The last seals; the others still open what they sealed.
type Keys struct {
	name  []byte
	data  map[[idBytes]byte][]byte
	newer [idBytes]byte
}

// NewKeys draws keys, as the text of a key file.
func NewKeys() string { return "name " + drawn() + "\ndata " + drawn() + "\n" }

// Rotated is the text of a key file with one more key, which seals from now on.
func Rotated(text string) string { return strings.TrimRight(text, "\n") + "\ndata " + drawn() + "\n" }

func drawn() string {
	key := make([]byte, keyBytes)
	rand.Read(key) // never fails: see crypto/rand
	return base64.StdEncoding.EncodeToString(key)
}

// ParseKeys reads a key file: one line "name KEY", then lines "data KEY", the newest last.
func ParseKeys(text string) (*Keys, error) {
	k := &Keys{data: map[[idBytes]byte][]byte{}}
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		use, encoded, _ := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		key, err := base64.StdEncoding.DecodeString(encoded)
		switch {
		case use == "":
		case err != nil || len(key) != keyBytes:
			return nil, fmt.Errorf("blob: line %d of the key file is not a key", n)
		case use == "name" && k.name == nil:
			k.name = key
		case use == "data":
			k.newer = keyID(key)
			k.data[k.newer] = key
		default:
			return nil, fmt.Errorf("blob: line %d of the key file is out of place", n)
		}
	}
	if k.name == nil || len(k.data) == 0 {
		return nil, errors.New("blob: the key file is not whole")
	}
	return k, lines.Err()
}

// ReadKeys reads a key file. Others than its owner must not be able to read it.
func ReadKeys(file string) (*Keys, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("blob: others may read the key file %s: its mode must be 0600", file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return ParseKeys(string(text))
}

// MakeKeys writes new keys to a file that only its owner may read, unless another process
// was faster. They are on the disk when it returns: what they seal must not outlive them.
func MakeKeys(file string) error {
	dir := filepath.Dir(file)
	temporary, err := os.CreateTemp(dir, ".cchc-key-*") // made with 0600
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.WriteString(NewKeys())
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	if err := os.Link(temporary.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(dir)
}

// keyID tells keys apart in headers; it says nothing about the key.
func keyID(key []byte) (id [idBytes]byte) {
	sum := sha256.Sum256(append([]byte("cchc blob key id"), key...))
	copy(id[:], sum[:])
	return id
}

// naming is the hash that makes names.
func (k *Keys) naming() hash.Hash { return hmac.New(sha256.New, k.name) }

func nameOf(sum hash.Hash) Name { return Name(hex.EncodeToString(sum.Sum(nil))) }

// derive makes the two keys of one file from its salt: to seal chunks, to seal the header.
func (k *Keys) derive(id [idBytes]byte, salt []byte) (chunks, header []byte, err error) {
	key, ok := k.data[id]
	if !ok {
		return nil, nil, ErrNoKey
	}
	both, err := hkdf.Key(sha256.New, key, salt, "cchc blob 1", 2*keyBytes)
	if err != nil {
		return nil, nil, err
	}
	return both[:keyBytes], both[keyBytes:], nil
}

// sealed is the header's own seal: over everything before it and the name it belongs to.
func sealed(key, head []byte, name Name) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(head)
	mac.Write([]byte(name))
	return mac.Sum(nil)
}

// Digest is a keyed hash of a short text, for looking it up: whoever has the digests alone
// cannot try all texts. Texts of another use have other digests.
func (k *Keys) Digest(use, text string) string {
	mac := hmac.New(sha256.New, k.name)
	fmt.Fprintf(mac, "digest\x00%s\x00%s", use, text)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
