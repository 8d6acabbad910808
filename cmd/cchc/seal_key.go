package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
)

// logName is the name of a new log. Afterwards the key file holds it, so that it never
// changes: every checkpoint is signed in that name.
const logName = "anson.example/cchc"

// keyFile is where the key that signs the log lies: never in the database, which others
// may be able to write.
func keyFile(given, database string) string {
	switch {
	case given != "":
		return given
	case db.EngineOf(database) == db.SQLite:
		return database + ".key"
	}
	return "cchc.key"
}

// sealKey reads the log's key, or makes one at first use. A log that has a checkpoint is
// never given another key: then the file is missing by mistake.
func sealKey(ctx context.Context, s *store.Store, file string) (*audit.Signer, error) {
	signer, err := readKey(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return signer, err
	}
	sealed, err := s.HasCheckpoint(ctx)
	if err != nil {
		return nil, err
	}
	if sealed {
		return nil, missingKey(file)
	}
	if err := makeKey(file); err != nil {
		return nil, fmt.Errorf("không tạo được tệp khóa %s: %w", file, err)
	}
	return readKey(file)
}

func missingKey(file string) error {
	return refusal.Missing("Không có tệp khóa nhật ký %s. Hãy chép lại từ bản sao lưu, hoặc chỉ ra bằng --key-file hay CCHC_KEY_FILE.", file)
}

const (
	privateKey = "PRIVATE+KEY+" // of signed notes: https://c2sp.org/signed-note
	ed25519Tag = 1              // the first byte of such a key
)

// readKey reads "PRIVATE+KEY+name+id+base64".
func readKey(file string) (*audit.Signer, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	bad := fmt.Errorf("tệp khóa %s không phải khóa Ed25519 của nhật ký", file)
	rest, ok := strings.CutPrefix(string(bytes.TrimSpace(text)), privateKey)
	parts := strings.SplitN(rest, "+", 3) // the base64 may have a plus of its own
	if !ok || len(parts) != 3 {
		return nil, bad
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.SeedSize || key[0] != ed25519Tag {
		return nil, bad
	}
	signer, err := audit.NewSigner(parts[0], key[1:])
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(signer.PublicKey(), parts[0]+"+"+parts[1]+"+") {
		return nil, bad
	}
	return signer, nil
}

// makeKey writes a new key that only its owner may read, unless another process was
// faster. The file appears whole and is on the disk when makeKey returns: what it signs
// must never outlive it.
func makeKey(file string) error {
	seed := make([]byte, ed25519.SeedSize)
	rand.Read(seed) // never fails: see crypto/rand
	signer, err := audit.NewSigner(logName, seed)
	if err != nil {
		return err
	}
	id := strings.Split(signer.PublicKey(), "+")[1]
	text := privateKey + logName + "+" + id + "+" + base64.StdEncoding.EncodeToString(append([]byte{ed25519Tag}, seed...)) + "\n"
	dir := filepath.Dir(file)
	temporary, err := os.CreateTemp(dir, ".cchc-key-*") // made with 0600
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.WriteString(text)
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	if err := os.Link(temporary.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(dir)
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
