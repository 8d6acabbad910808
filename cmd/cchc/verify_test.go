package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/kit/db"
	"cchc/store"
)

// sealedStore is a database with one account, sealed with the key beside it.
func sealedStore(t *testing.T) (file string, s *store.Store) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "p.db")
	s, err := store.Open(t.Context(), file, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.DB.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	people := []account.Account{{ID: 7, Login: "nhung", Name: "Đinh Thị Hồng Nhung", Language: "vi"}}
	if err := s.Furnish(t.Context(), store.Furniture{Accounts: people}, store.Moment{At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	signer, err := sealKey(t.Context(), s, keyFile("", file))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := (&store.Sealer{DB: s.DB, Signer: signer}).Seal(t.Context()); n != 1 || err != nil {
		t.Fatalf("sealed %d, %v", n, err)
	}
	return file, s
}

func verify(file string, flags ...string) (code int, answer verifyAnswer, said string) {
	var out, errOut bytes.Buffer
	code = run(context.Background(), append([]string{"--db", file, "--json", "verify"}, flags...), &out, &errOut)
	_ = json.Unmarshal(out.Bytes(), &answer) // a refusal has no JSON: then the answer stays empty
	return code, answer, errOut.String()
}

func TestVerifyIsQuietAboutAnUntouchedDatabase(t *testing.T) {
	file, _ := sealedStore(t)
	code, answer, said := verify(file)
	if code != exitOK || !answer.OK || answer.Events != 1 || answer.Leaves != 1 || answer.Checkpoints != 1 || answer.Findings == nil || said != "" {
		t.Errorf("%d, %+v, %s", code, answer, said)
	}
}

func TestVerifyNamesWhatWasChangedAndExitsWithThree(t *testing.T) {
	file, s := sealedStore(t)
	err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE account SET name = 'Ai đó' WHERE id = 7`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	code, answer, _ := verify(file)
	if code != exitTampered || answer.OK || len(answer.Findings) == 0 {
		t.Fatalf("%d, %+v", code, answer)
	}
	f := answer.Findings[0]
	if f.Table != "account" || f.Row != "nhung #7" || !strings.Contains(f.Text, "Tài khoản nhung") || !strings.Contains(f.Text, "Ai đó") || !strings.Contains(f.Text, "Đinh Thị Hồng Nhung") {
		t.Errorf("%+v", f)
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"--db", file, "verify"}, &out, &out); code != exitTampered || !strings.Contains(out.String(), f.Text) {
		t.Errorf("%d, %s", code, out.String())
	}
}

func TestVerifyWorksWithThePublicKeyAloneAndNeedsOneOfTheTwo(t *testing.T) {
	file, s := sealedStore(t)
	signer, err := readKey(file + ".key")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(file + ".key"); err != nil {
		t.Fatal(err)
	}
	if code, answer, said := verify(file, "--public-key", signer.PublicKey()); code != exitOK || !answer.OK {
		t.Errorf("with the public key: %d, %s", code, said)
	}
	if code, _, said := verify(file); code != exitNotFound || !strings.Contains(said, "tệp khóa") {
		t.Errorf("without: %d, %s", code, said)
	}
	if code, _, _ := verify(file, "--public-key", "no key"); code != exitInvalid {
		t.Errorf("with what is no key: %d", code)
	}
	if _, err := sealKey(t.Context(), s, file+".key"); err == nil {
		t.Error("a log that is sealed was given another key")
	}
}

func TestVerifyComparesWithACheckpointKeptElsewhere(t *testing.T) {
	file, s := sealedStore(t)
	kept := filepath.Join(t.TempDir(), "checkpoint")
	if code, _, said := verify(file, "--keep", kept); code != exitOK {
		t.Fatalf("%d, %s", code, said)
	}
	if code, _, said := verify(file, "--against", kept); code != exitOK {
		t.Errorf("%d, %s", code, said)
	}
	err := s.DB.Write(t.Context(), func(tx *db.Tx) error { // back to before the sealing, and nothing else shows it
		for _, statement := range []string{`UPDATE event SET leaf = -1`, `DELETE FROM log_tile`, `DELETE FROM log_checkpoint`} {
			if _, err := tx.Exec(t.Context(), statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if code, answer, said := verify(file, "--against", kept); code != exitTampered || len(answer.Findings) != 1 {
		t.Errorf("cut short: %d, %+v, %s", code, answer, said)
	}
}

func TestADatabaseThatIsNotThereIsNotMadeByVerifying(t *testing.T) {
	file := filepath.Join(t.TempDir(), "none.db")
	if code, _, _ := verify(file); code != exitAway {
		t.Errorf("exit %d", code)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Error("it was made")
	}
}

func TestTheKeyIsMadeOnceAndOnlyItsOwnerMayReadIt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cchc.key")
	if err := makeKey(file); err != nil {
		t.Fatal(err)
	}
	first, err := readKey(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := makeKey(file); err != nil {
		t.Fatal(err)
	}
	again, err := readKey(file)
	if err != nil || again.PublicKey() != first.PublicKey() {
		t.Errorf("another key, %v", err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".cchc-key-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

func TestAKeyFileThatIsNoKeyIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cchc.key")
	for _, text := range []string{"", "hello", "PRIVATE+KEY+a+b", "PRIVATE+KEY+anson.example/cchc+00000000+AQ==", "PRIVATE+KEY+anson.example/cchc+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readKey(file); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestTheKeyLiesBesideTheFileOrInTheFolderOfWork(t *testing.T) {
	for _, c := range [][3]string{{"", "a/b.db", "a/b.db.key"}, {"", "postgres://h/d", "cchc.key"}, {"k", "a/b.db", "k"}} {
		if got := keyFile(c[0], c[1]); got != c[2] {
			t.Errorf("%v: %s", c, got)
		}
	}
}
